using IntentEngine.Messaging.Hosts;
using IntentEngine.Support;
using Npgsql;

namespace IntentEngine.Messaging.Database;

public sealed class UnitOfWorkTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const string Connections = "pg_stat_activity where datname = current_database() and usename = current_user";

    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();
    private TestDatabase _database = null!;

    public async ValueTask InitializeAsync() => _database = await TestDatabase.WithoutBus(postgres);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task State_inbox_and_messages_commit_together()
    {
        var unit = Begin().Once("worker", Guid.NewGuid()).AddEffect(_work);
        unit.Send(DoWork.Queue, Command());
        unit.Publish(Fact());

        (await unit.CommitAsync()).ShouldBe(CommitOutcome.Committed);

        (await Written()).ShouldBe("effects 1, inbox 1, outbox 2, keys 0");
    }

    [Fact]
    public async Task A_failing_statement_leaves_nothing_of_the_others()
    {
        var unit = Begin().Once("worker", Guid.NewGuid()).AddEffect(_work).AddFailing().Remember(Reply("key"));
        unit.Send(DoWork.Queue, Command());
        var told = false;
        unit.AfterCommit(() => told = true);

        await Should.ThrowAsync<PostgresException>(() => unit.CommitAsync());

        (await Written()).ShouldBe("effects 0, inbox 0, outbox 0, keys 0");
        told.ShouldBeFalse();
    }

    [Theory]
    [InlineData("40P01")]
    [InlineData("40001")]
    public async Task A_transaction_that_was_ended_in_favour_of_another_is_a_lost_race_and_leaves_nothing(string state)
    {
        var unit = Begin().AddEffect(_work).Add($"do $$ begin raise exception 'in favour of another' using errcode = '{state}'; end $$");

        await Should.ThrowAsync<ConcurrencyException>(() => unit.CommitAsync());

        (await Written()).ShouldBe("effects 0, inbox 0, outbox 0, keys 0");
    }

    [Fact]
    public async Task A_message_delivered_three_times_has_one_effect()
    {
        var message = Guid.NewGuid();
        var outcomes = new List<CommitOutcome>();
        for (var delivery = 0; delivery < 3; delivery++)
        {
            var unit = Begin().Once("worker", message).AddEffect(Guid.NewGuid());
            unit.Send(DoWork.Queue, Command());
            outcomes.Add(await unit.CommitAsync());
        }

        outcomes.ShouldBe([CommitOutcome.Committed, CommitOutcome.Duplicate, CommitOutcome.Duplicate]);
        (await Written()).ShouldBe("effects 1, inbox 1, outbox 1, keys 0");
    }

    [Fact]
    public async Task Deliveries_at_the_same_time_have_one_effect()
    {
        var message = Guid.NewGuid();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(() => Begin().Once("worker", message).AddEffect(Guid.NewGuid()).CommitAsync())));

        outcomes.Count(o => o == CommitOutcome.Committed).ShouldBe(1);
        (await Written()).ShouldBe("effects 1, inbox 1, outbox 0, keys 0");
    }

    [Fact]
    public async Task Consumers_of_other_names_and_organizations_consume_the_same_message_for_themselves()
    {
        var message = Guid.NewGuid();

        (await Begin().Once("worker", message).AddEffect(_work).CommitAsync()).ShouldBe(CommitOutcome.Committed);
        (await Begin().Once("listener", message).AddEffect(_work, "listener").CommitAsync()).ShouldBe(CommitOutcome.Committed);
        (await _database.Begin(Guid.NewGuid()).Once("worker", message).AddEffect(_work).CommitAsync()).ShouldBe(CommitOutcome.Committed);

        (await _database.Count(_organization, "effects")).ShouldBe(2);
    }

    [Fact]
    public async Task A_row_that_moved_on_refuses_the_whole_change()
    {
        var unit = Begin().Once("worker", Guid.NewGuid()).AddEffect(_work).Add("select expect_updated(0)");
        unit.Send(DoWork.Queue, Command());

        await Should.ThrowAsync<ConcurrencyException>(() => unit.CommitAsync());

        (await Written()).ShouldBe("effects 0, inbox 0, outbox 0, keys 0");
    }

    [Fact]
    public async Task An_idempotency_key_belongs_to_the_request_that_committed_first()
    {
        await Begin().AddEffect(_work).Remember(Reply("key")).CommitAsync();

        await Should.ThrowAsync<IdempotencyConflictException>(() => Begin().AddEffect(Guid.NewGuid()).Remember(Reply("key")).CommitAsync());
        await _database.Begin(Guid.NewGuid()).Remember(Reply("key")).CommitAsync();

        (await Written()).ShouldBe("effects 1, inbox 0, outbox 0, keys 1");
    }

    [Fact]
    public async Task A_unit_of_one_organization_can_neither_write_nor_change_nor_see_rows_of_another()
    {
        var other = Guid.NewGuid();
        await Begin().AddEffect(_work).CommitAsync();

        var intrusion = _database.Begin(other).Add(Effect.Insert, Parameter.Uuid(_organization), Parameter.Uuid(Guid.NewGuid()), Parameter.Text("intruder"));
        (await Should.ThrowAsync<PostgresException>(() => intrusion.CommitAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        await _database.Begin(other).Add("delete from effects").CommitAsync();

        (await _database.Count(other, "effects")).ShouldBe(0);
        (await _database.Count(_organization, "effects")).ShouldBe(1);
    }

    [Fact]
    public async Task The_organization_does_not_stay_on_the_pooled_connection()
    {
        await Begin().AddEffect(_work).CommitAsync();
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            await _database.Count(_organization, "effects");
            await using var bare = _database.App.CreateCommand("select count(*) from effects");
            (await bare.ExecuteScalarAsync()).ShouldBe(0L);
        }));
    }

    [Fact]
    public async Task No_more_changes_commit_at_once_than_are_allowed()
    {
        await using var narrow = TestDatabase.WithoutBus(_database.Options with { ConcurrentCommits = 1 });
        await using var holder = await _database.App.OpenConnectionAsync();
        await Run(holder, "select pg_advisory_lock(7)");
        var connections = await _database.Count(_organization, Connections);
        var first = narrow.Begin(_organization).Add("select pg_advisory_xact_lock(7)").AddEffect(_work).CommitAsync();
        await Eventually.Holds(async () => await _database.Count(_organization, "pg_locks where locktype = 'advisory' and not granted") == 1, "the first change, waiting");

        var second = narrow.Begin(_organization).AddEffect(Guid.NewGuid()).CommitAsync();
        second.IsCompleted.ShouldBeFalse();
        await Run(holder, "select pg_advisory_unlock(7)");
        (await Task.WhenAll(first, second)).ShouldAllBe(outcome => outcome == CommitOutcome.Committed);

        (await _database.Count(_organization, "effects")).ShouldBe(2);
        // At once they would have needed two.
        (await _database.Count(_organization, Connections)).ShouldBe(connections + 1);
    }

    [Fact]
    public async Task A_change_that_fails_gives_its_turn_back()
    {
        await using var narrow = TestDatabase.WithoutBus(_database.Options with { ConcurrentCommits = 1 });

        await Should.ThrowAsync<PostgresException>(() => narrow.Begin(_organization).AddFailing().CommitAsync());
        await Should.ThrowAsync<ConcurrencyException>(() => narrow.Begin(_organization).Add("select expect_updated(0)").CommitAsync());

        (await narrow.Begin(_organization).AddEffect(_work).CommitAsync()).ShouldBe(CommitOutcome.Committed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_statement_of_many_rows_writes_each(int rows)
    {
        var insert = new ManyRows("insert into effects (organization_id, id, worker) values {0}");
        Guid[] ids = [.. Enumerable.Range(0, rows).Select(_ => Guid.NewGuid())];
        var unit = Begin();

        insert.Add(unit, ids, id => [Parameter.Uuid(_organization), Parameter.Uuid(id), Parameter.Text("many")]);
        await unit.CommitAsync();

        (await _database.Count(_organization, "effects where worker = 'many'")).ShouldBe(rows);
    }

    [Fact]
    public void An_empty_organization_is_nobody() =>
        Should.Throw<ArgumentException>(() => _database.Begin(Guid.Empty)).Message.ShouldContain("organization");

    [Fact]
    public async Task A_unit_of_work_commits_once()
    {
        var unit = Begin().AddEffect(_work);
        await unit.CommitAsync();

        await Should.ThrowAsync<InvalidOperationException>(() => unit.CommitAsync());
    }

    [Fact]
    public async Task A_timer_can_be_taken_back_until_it_fires()
    {
        var unit = Begin();
        var kept = unit.Send(DoWork.Queue, Command(), unit.Now.AddDays(7));
        var taken = unit.Send(DoWork.Queue, Command(), unit.Now.AddDays(7));
        await unit.CommitAsync();

        await Begin().CancelTimer(taken).CommitAsync();
        await _database.Begin(Guid.NewGuid()).CancelTimer(kept).CommitAsync();

        (await _database.List<Guid>($"select message_id from outbox where organization_id = '{_organization}'")).ShouldBe([kept]);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private UnitOfWork Begin() => _database.Begin(_organization);

    private DoWork Command() => new() { OrganizationId = _organization, Work = _work };

    private WorkDone Fact() => new() { OrganizationId = _organization, Work = _work };

    private static StoredReply Reply(string key) => new(key, [1, 2, 3], 201, "{}", null);

    private async Task<string> Written() =>
        $"effects {await _database.Count(_organization, "effects")}, inbox {await _database.Count(_organization, "inbox")}, outbox {await _database.Count(_organization, "outbox")}, keys {await _database.Count(_organization, "idempotency_keys")}";
}
