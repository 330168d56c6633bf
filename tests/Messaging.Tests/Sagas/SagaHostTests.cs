using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Hosts;
using Npgsql;

namespace IntentEngine.Messaging.Sagas;

public sealed class SagaHostTests(PostgresFixture postgres) : IAsyncLifetime
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _id = Guid.NewGuid();
    private CounterProcess _one = null!;
    private CounterProcess _two = null!;

    public async ValueTask InitializeAsync()
    {
        var options = await TestDatabase.NewOptions(postgres);
        _one = new CounterProcess(options);
        _two = new CounterProcess(options);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _two.DisposeAsync();
    }

    [Fact]
    public async Task Forty_racing_events_of_one_process_all_count_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(_ => new Task[] { _one.Raise(_organization, _id, new Started(_id)), _one.Raise(_organization, _id, new Stepped(_id)) }));

        (await Row()).ShouldBe("Open v40 starts 20 steps 20");
        (await _one.Database.Count(_organization, "outbox")).ShouldBe(20);
        _one.Machine.Decisions.ShouldBe(40, "events of one saga take turns, so none is decided in vain");
    }

    [Fact]
    public async Task Two_processes_that_race_with_stale_copies_lose_no_update()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).SelectMany(i => new Task[]
        {
            (i % 2 == 0 ? _one : _two).Raise(_organization, _id, new Started(_id)),
            (i % 2 == 0 ? _two : _one).Raise(_organization, _id, new Stepped(_id)),
        }));

        (await Row()).ShouldBe("Open v40 starts 20 steps 20");
        (await _one.Database.Count(_organization, "outbox")).ShouldBe(20);
    }

    [Fact]
    public async Task A_message_delivered_again_changes_and_sends_nothing()
    {
        var once = new RaiseOptions { Once = ("counter", Guid.NewGuid()) };

        var outcomes = new List<CommitOutcome>();
        for (var i = 0; i < 3; i++) outcomes.Add((await _one.Raise(_organization, _id, new Stepped(_id), once)).Outcome);
        outcomes.Add((await _two.Raise(_organization, _id, new Stepped(_id), once)).Outcome);

        outcomes.ShouldBe([CommitOutcome.Committed, CommitOutcome.Duplicate, CommitOutcome.Duplicate, CommitOutcome.Duplicate]);
        (await Row()).ShouldBe("Open v1 starts 0 steps 1");
        (await _one.Database.Count(_organization, "outbox")).ShouldBe(1);
        (await _one.Raise(_organization, _id, new Stepped(_id))).Reply.ShouldBe(2, "the copy that a duplicate changed was thrown away");
    }

    [Fact]
    public async Task An_event_for_an_unknown_saga_gets_no_reply_and_makes_none()
    {
        var result = await _one.Raise(_organization, _id, new Asked(_id));

        result.Reply.ShouldBeNull();
        (await Row()).ShouldBe("none");
    }

    [Fact]
    public async Task A_change_decided_on_a_stale_copy_is_decided_again()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        await _two.Host.Look(_organization, _id, c => c.Phase, atLeast: 1, CancellationToken.None);
        await _one.Raise(_organization, _id, new Shut(_id));

        var result = await _two.Raise(_organization, _id, new Stepped(_id));

        result.Reply.ShouldBeNull("the counter was closed");
        (await Row()).ShouldStartWith("Closed");
        (await Row()).ShouldEndWith("steps 0");
        (await _one.Database.Count(_organization, "outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_judged_on_a_stale_copy_is_judged_again()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        await _two.Host.Look(_organization, _id, c => c.Phase, atLeast: 1, CancellationToken.None);
        await _one.Raise(_organization, _id, new Shut(_id));

        (await _two.Raise(_organization, _id, new Asked(_id))).Reply.ShouldBe("closed");
        (await Row()).ShouldBe("Closed v2 starts 1 steps 0", "an answer leaves the saga as it is");
    }

    [Fact]
    public async Task An_event_ignored_on_a_stale_copy_is_judged_again()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        await _one.Raise(_organization, _id, new Shut(_id));
        await _two.Host.Look(_organization, _id, c => c.Phase, atLeast: 2, CancellationToken.None);
        await _one.Raise(_organization, _id, new Reopened(_id));

        await _two.Raise(_organization, _id, new Stepped(_id));

        (await Row()).ShouldStartWith("Open");
        (await Row()).ShouldEndWith("steps 1");
    }

    [Fact]
    public async Task Asking_fresh_reads_the_row_first_and_so_decides_once()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        await _two.Host.Look(_organization, _id, c => c.Phase, atLeast: 1, CancellationToken.None);
        await _one.Raise(_organization, _id, new Shut(_id));

        (await _two.Raise(_organization, _id, new Asked(_id), new RaiseOptions { Fresh = true })).Reply.ShouldBe("closed");

        _two.Machine.Decisions.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_commit_leaves_no_changed_copy_behind()
    {
        await _one.Raise(_organization, _id, new Started(_id));

        await Should.ThrowAsync<PostgresException>(() => _one.Raise(_organization, _id, new Stepped(_id) { Fails = true }));

        (await _one.Host.Look(_organization, _id, c => $"{c.Version}/{c.Steps}", atLeast: 1, CancellationToken.None)).ShouldBe("1/0");
        (await _one.Raise(_organization, _id, new Stepped(_id))).Reply.ShouldBe(1);
        (await Row()).ShouldBe("Open v2 starts 1 steps 1");
    }

    [Fact]
    public async Task A_known_copy_saves_the_read()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        for (var i = 0; i < 5; i++) await _one.Raise(_organization, _id, new Stepped(_id));

        _one.Store.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task Looking_for_a_newer_version_than_the_copy_reads_the_row()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        await _two.Raise(_organization, _id, new Stepped(_id));

        (await _one.Host.Look(_organization, _id, c => $"{c.Version}", atLeast: 1, CancellationToken.None)).ShouldBe("1");
        (await _one.Host.Look(_organization, _id, c => $"{c.Version}", atLeast: 2, CancellationToken.None)).ShouldBe("2");
        (await _one.Host.Look(_organization, Guid.NewGuid(), c => $"{c.Version}", atLeast: null, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task A_lost_race_repeats_the_decision_and_nothing_else()
    {
        await _one.Raise(_organization, _id, new Started(_id));
        // Another process commits between this one's decision and its commit, twice.
        _one.Machine.Deciding = decision =>
        {
            if (decision <= 3) _two.Raise(_organization, _id, new Stepped(_id)).GetAwaiter().GetResult();
        };

        var result = await _one.Raise(_organization, _id, new Stepped(_id), new RaiseOptions { Once = ("counter", Guid.NewGuid()) });

        result.ShouldBe(new RaiseResult(CommitOutcome.Committed, 3));
        _one.Machine.Decisions.ShouldBe(4);
        (await Row()).ShouldBe("Open v4 starts 1 steps 3");
        (await _one.Database.Count(_organization, "inbox")).ShouldBe(1);
    }

    [Fact]
    public async Task A_saga_of_one_organization_is_unknown_to_another()
    {
        await _one.Raise(_organization, _id, new Started(_id));

        (await _one.Raise(Guid.NewGuid(), _id, new Asked(_id))).Reply.ShouldBeNull();
        (await _one.Host.Look(Guid.NewGuid(), _id, c => c.Phase, atLeast: 0, CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_answer_is_kept_under_the_requests_key_with_the_change()
    {
        var keep = new RaiseOptions { Remember = reply => new StoredReply("key", [1], 200, $$"""{"steps":{{reply}}}""", null) };
        await _one.Raise(_organization, _id, new Stepped(_id), keep);

        await Should.ThrowAsync<IdempotencyConflictException>(() => _one.Raise(_organization, _id, new Stepped(_id), keep));

        (await _one.Database.Count(_organization, "idempotency_keys where body = '{\"steps\":1}'")).ShouldBe(1);
        (await Row()).ShouldBe("Open v1 starts 0 steps 1");
    }

    private Task<string> Row() => _one.Row(_organization, _id);
}
