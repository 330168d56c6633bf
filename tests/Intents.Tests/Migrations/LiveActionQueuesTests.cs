using IntentEngine.Hosting.Migrations;
using IntentEngine.Intents.Hosts;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Migrations;

/// <summary>Queues from before live ones had a table of their own.</summary>
public sealed class LiveActionQueuesTests(IntentsHost host)
{
    private const string Before = """
        insert into action_subjects (organization_id, subject, version) values (current_organization(), 'alma', 3);
        insert into action_queues (organization_id, queue_id, subject, status, priority, owner, token, actions, actions_count, position, created_at, running_since, expires_at, ended_at, outcome)
        select current_organization(), gen_random_uuid(), 'alma', status, 200, 'work', 'token-' || status, '[{"type":"move"}]', 1, position, now(), now(), now() + interval '1 day', ended_at, outcome
        from (values (1, 'failed', 0, now(), 'blocked'), (2, 'running', 0, null, null), (3, 'waiting', 0, null, null), (4, 'completed', 1, now(), null)) as q (place, status, position, ended_at, outcome) order by place
        """;

    [Fact]
    public async Task What_is_live_stays_so_and_what_has_ended_is_in_the_log_alone_and_back()
    {
        var made = await host.NewDatabase("live_action_queues");
        var migrator = new Migrator(new DatabaseOptions { Migrator = made.Migrator, App = made.App, Worker = made.Worker }, IntentsService.MigrationSources);
        await migrator.UpAsync(TestContext.Current.CancellationToken);
        await migrator.DownToAsync("intents", 7, TestContext.Current.CancellationToken);
        await using var database = new NpgsqlConnection(made.Migrator);
        await database.OpenAsync(TestContext.Current.CancellationToken);
        await Rows(database, $"select set_config('app.organization_id', '{Guid.NewGuid()}', false)");
        await Rows(database, Before);

        await migrator.UpAsync(TestContext.Current.CancellationToken);
        (await Rows(database, "select status || ' ' || token || ' ' || arrival || ' ' || actions from action_queues order by arrival")).ShouldBe(
            ["running token-running 2 [{\"type\": \"move\"}]", "waiting token-waiting 3 [{\"type\": \"move\"}]"]);
        (await Rows(database, "select coalesce(status, 'live') || ' ' || token || ' ' || position || ' ' || coalesce(outcome, '-') from action_queue_log order by arrival")).ShouldBe(
            ["failed token-failed 0 blocked", "live token-running 0 -", "live token-waiting 0 -", "completed token-completed 1 -"]);
        (await Rows(database, "select nextval('action_queue_arrivals')::text")).ShouldBe(["5"]);

        await migrator.DownToAsync("intents", 7, TestContext.Current.CancellationToken);
        (await Rows(database, "select status || ' ' || coalesce(outcome, '-') from action_queues order by arrival")).ShouldBe(["failed blocked", "running -", "waiting -", "completed -"]);
        await migrator.UpAsync(TestContext.Current.CancellationToken);
        (await Rows(database, "select count(*)::text from action_queue_log")).ShouldBe(["4"]);
    }

    private static async Task<List<string>> Rows(NpgsqlConnection database, string sql)
    {
        await using var command = new NpgsqlCommand(sql, database);
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) rows.Add(reader.GetString(0));
        return rows;
    }
}
