using IntentEngine.Intents.Hosts;
using Npgsql;

namespace IntentEngine.Intents.Migrations;

public sealed class SchemaTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task The_seeds_columns_and_indexes_are_there()
    {
        (await _organization.Rows("select column_name from information_schema.columns where table_name = 'intent_executions'")).ShouldBe(
        [
            "intent_id", "intent_type", "status", "target_artifact_id", "context", "created_by", "tenant_id", "session_id", "created_at", "updated_at", "execution_id", "completed_at", "error",
            "worker", "claimed_at", "ended_at", "result", "owner", "completion_token", "correlation_id", "parent_execution_id", "version",
            "priority", "not_before", "waits_until", "expires_at", "lease_until", "attempts", "due_at",
        ], ignoreOrder: true);
        var indexes = await _organization.Rows("select indexname from pg_indexes where tablename = 'intent_executions'");
        foreach (var seed in new[] { "status", "target_artifact", "intent_type", "tenant_status", "context" }) indexes.ShouldContain($"idx_intent_executions_{seed}");
    }

    [Fact]
    public async Task Row_level_security_is_forced_on_every_table() =>
        (await _organization.Rows("select relname from pg_class join pg_namespace n on n.oid = relnamespace where nspname = 'public' and relkind = 'r' and relname <> 'schema_migrations' and not (relrowsecurity and relforcerowsecurity)"))
            .ShouldBeEmpty();

    [Theory]
    [InlineData("update intent_audit_log set actor_id = 'nobody'")]
    [InlineData("delete from intent_audit_log")]
    [InlineData("truncate intent_audit_log")]
    public async Task The_audit_log_is_append_only_by_grant_and_by_trigger(string change)
    {
        await _organization.Create();

        var unit = host.Database.Begin(_organization.Id);
        unit.Add(change);
        (await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

        await using var owner = NpgsqlDataSource.Create(host.Connections.Migrator);
        await using var command = owner.CreateCommand(change);
        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).MessageText.ShouldContain("append-only");
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    [Theory]
    [InlineData("status = 'running'")]
    [InlineData("status = 'completed'")]
    [InlineData("completed_at = now()")]
    [InlineData("status = 'cancelled', ended_at = now()")]
    [InlineData("owner = 'workflows'")]
    [InlineData("context = '[]'")]
    public async Task The_table_refuses_what_the_rules_forbid(string change)
    {
        await _organization.Create();
        var unit = host.Database.Begin(_organization.Id);
        unit.Add($"update intent_executions set {change}");

        (await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync())).SqlState.ShouldBe(PostgresErrorCodes.CheckViolation);
    }

    [Fact]
    public async Task A_change_by_hand_moves_updated_at()
    {
        await _organization.Create();
        var unit = host.Database.Begin(_organization.Id);
        unit.Add("update intent_executions set session_id = gen_random_uuid()");
        await unit.CommitAsync();

        (await _organization.Rows("select updated_at > created_at from intent_executions")).ShouldBe(["True"]);
    }
}
