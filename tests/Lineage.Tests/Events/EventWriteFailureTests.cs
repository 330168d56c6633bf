using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;
using IntentEngine.Support;
using MassTransit;
using Npgsql;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>Whatever becomes of its events, an execution goes on: facts travel as messages, and Lineage alone has to do with its database.</summary>
public sealed class EventWriteFailureTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task A_database_that_refuses_events_parks_the_message_whole_and_takes_it_when_it_comes_again()
    {
        var options = await host.NewDatabaseAsync("refusing");
        await using var instance = await AnotherInstance.StartAsync(options);
        var app = new NpgsqlConnectionStringBuilder(options.App).Username;
        var batch = new RecordLineage { Executions = [_acme.Execution("e")], Artifacts = [_acme.Artifact("a")] };
        await Run(options, $"revoke insert on execution_events from \"{app}\"");

        await Send(instance, batch);
        await Send(instance, batch);

        await Eventually.Holds(async () => await Count(options, "parked") == 2, "both parked");
        (await Count(options, "executions"), await Count(options, "artifact_index"), await Count(options, "inbox")).ShouldBe((0, 0, 0), "nothing is half written");

        await Run(options, $"grant insert on execution_events to \"{app}\"");
        await Send(instance, batch);
        await Eventually.Holds(async () => await Count(options, "execution_events") == 1, "recorded");
        (await Count(options, "executions"), await Count(options, "artifact_index")).ShouldBe((1, 1));
    }

    [Fact]
    public async Task While_the_log_cannot_be_written_facts_wait_and_none_is_lost()
    {
        var options = await host.NewDatabaseAsync("locked");
        await using var instance = await AnotherInstance.StartAsync(options);
        await using (var owner = host.Superuser(options))
        await using (var connection = await owner.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using (var command = new NpgsqlCommand("lock table execution_events in access exclusive mode", connection, transaction)) await command.ExecuteNonQueryAsync();
            for (var i = 0; i < 5; i++) await Send(instance, new RecordLineage { Executions = [_acme.Execution($"e{i}")] });
            await Eventually.Holds(async () => await Count(options, "pg_locks where not granted and relation = 'execution_events'::regclass") > 0, "somebody waits");
        }

        await Eventually.Holds(async () => await Count(options, "execution_events") == 5, "all recorded");
        (await Count(options, "parked")).ShouldBe(0);
    }

    private static async Task Send(AnotherInstance instance, RecordLineage batch)
    {
        var queue = await instance.Service<IBus>().GetSendEndpoint(new Uri($"queue:{RecordLineage.Queue}"));
        await queue.Send(batch);
    }

    private async Task Run(DatabaseOptions options, string sql)
    {
        await using var owner = host.Superuser(options);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<long> Count(DatabaseOptions options, string what)
    {
        await using var owner = host.Superuser(options);
        await using var command = owner.CreateCommand($"select count(*) from {what}");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
