using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;
using Npgsql;

namespace IntentEngine.Workflows.Audit;

/// <summary>What was written to the audit log stays: the application may not, and not even the owner of the table can.</summary>
public sealed class AuditLogTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData("App", "update intent_audit_log set actor_id = 'nobody'", "permission denied")]
    [InlineData("App", "delete from intent_audit_log", "permission denied")]
    [InlineData("App", "truncate intent_audit_log", "permission denied")]
    [InlineData("Worker", "update intent_audit_log set actor_id = 'nobody'", "permission denied")]
    [InlineData("Worker", "delete from intent_audit_log", "permission denied")]
    [InlineData("Worker", "truncate intent_audit_log", "permission denied")]
    [InlineData("App", "alter table intent_audit_log disable trigger all", "must be owner")]
    [InlineData("Migrator", "update intent_audit_log set actor_id = 'nobody'", "append-only")]
    [InlineData("Migrator", "delete from intent_audit_log", "append-only")]
    [InlineData("Migrator", "truncate intent_audit_log", "append-only")]
    public async Task Nobody_changes_it(string role, string sql, string refusal)
    {
        await _organization.AtSeeds();
        var rows = await _organization.AuditRows();
        var connections = _organization.Host.Connections;
        await using var source = NpgsqlDataSource.Create(role switch { "App" => connections.App, "Worker" => connections.Worker, _ => connections.Migrator! });
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run(connection, $"select set_config('app.organization_id', '{_organization.Id}', true)");

        (await Should.ThrowAsync<PostgresException>(() => Run(connection, sql))).MessageText.ShouldContain(refusal);

        await transaction.RollbackAsync();
        (await _organization.AuditRows()).ShouldBe(rows);
    }

    [Fact]
    public async Task A_change_whose_audit_row_cannot_be_written_does_not_happen()
    {
        // A host of its own: its audit log is broken for a while.
        await using var broken = await WorkflowHost.StartAsync(Postgres);
        var organization = new Organization(broken);
        var workflow = await organization.AtSeeds();
        await workflow.ShouldBeSound();
        await using var source = NpgsqlDataSource.Create(broken.Connections.Migrator!);
        await using var owner = await source.OpenConnectionAsync();
        await Run(owner, "alter table intent_audit_log add constraint broken check (action <> 'approval_granted') not valid");
        var before = await organization.Fingerprint();

        (await workflow.ApproveSeeds()).ShouldRefuse(System.Net.HttpStatusCode.InternalServerError);

        (await organization.Fingerprint()).ShouldBe(before);
        await Run(owner, "alter table intent_audit_log drop constraint broken");
        (await workflow.ApproveSeeds()).ShouldBe(System.Net.HttpStatusCode.OK);
        await workflow.Until("awaiting_approval", "step_8_approval");
        await workflow.ShouldBeSound();
    }

    private PostgresFixture Postgres => host.Postgres;

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
