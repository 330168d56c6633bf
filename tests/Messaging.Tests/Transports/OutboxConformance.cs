using IntentEngine.Messaging.Hosts;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Messaging.Transports;

/// <summary>Timers and what the immediate path left behind, over any transport. Time is moved by hand; each test has a process of its own.</summary>
public abstract class OutboxConformance(Transport transport) : IAsyncLifetime
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();
    private readonly FakeClock _clock = new();
    private HostSetup _setup = null!;
    private MessagingHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _setup = await transport.NewSetupAsync() with { Clock = _clock, Sweeps = false };
        _host = await MessagingHost.StartAsync(_setup);
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task A_timer_fires_at_its_time_and_not_before()
    {
        var id = await _host.Order(_organization, _work, _clock.GetUtcNow().AddDays(7));
        _clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        (await Sweep()).ShouldBe(0);

        _clock.Advance(TimeSpan.FromSeconds(1));
        (await Sweep()).ShouldBe(1);

        await _host.Heard.Hears(_work);
        (await _host.Database.CountAll($"outbox where message_id = '{id}'")).ShouldBe(0);
        _host.Sends.Started.Count(sent => sent == id).ShouldBe(1);
    }

    [Fact]
    public async Task A_timer_that_was_taken_back_never_fires()
    {
        var id = await _host.Order(_organization, _work, _clock.GetUtcNow().AddHours(1));
        await _host.Database.Begin(_organization).CancelTimer(id).CommitAsync();

        _clock.Advance(TimeSpan.FromHours(2));

        (await Sweep()).ShouldBe(0);
    }

    [Fact]
    public async Task A_timer_outlives_the_process_that_set_it()
    {
        await _host.Order(_organization, _work, _clock.GetUtcNow().AddHours(1));
        await _host.StopAsync();
        await using var next = await MessagingHost.StartAsync(_setup);
        _clock.Advance(TimeSpan.FromHours(1));

        await next.Sweeper.SweepOnceAsync(CancellationToken.None);

        await next.Heard.Hears(_work);
    }

    [Fact]
    public async Task A_message_whose_publish_failed_is_sent_by_the_sweeper_under_its_own_id()
    {
        var failed = new TaskCompletionSource();
        _host.Sends.Before = _ =>
        {
            failed.TrySetResult();
            throw new InvalidOperationException("the broker does not answer");
        };
        var id = await _host.Order(_organization, _work);
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(20));
        _host.Sends.Before = _ => Task.CompletedTask;
        (await Sweep()).ShouldBe(0, "a fresh row belongs to the immediate path");

        _clock.Advance(OutboxDispatcher.ImmediateLease);
        (await Sweep()).ShouldBe(1);

        await _host.Heard.Hears(_work);
        _host.Sends.Started.Count(sent => sent == id).ShouldBe(2);
        (await _host.Database.Count(_organization, $"inbox where message_id = '{id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_a_crash_kept_from_being_published_is_sent_by_the_next_sweep()
    {
        await using (var crashed = TestDatabase.WithoutBus(_setup.Database, _clock))
        {
            var unit = crashed.Begin(_organization);
            unit.Send(DoWork.Queue, new DoWork { OrganizationId = _organization, Work = _work });
            await unit.CommitAsync();
        }

        _clock.Advance(OutboxDispatcher.ImmediateLease);
        (await Sweep()).ShouldBe(1);

        await _host.Heard.Hears(_work);
    }

    [Fact]
    public async Task A_send_that_fails_again_is_tried_again_every_ten_seconds()
    {
        await CommitUnsent(1);
        _host.Sends.Before = _ => throw new InvalidOperationException("the broker does not answer");
        foreach (var pause in (int[])[2, 5, 10, 10, 10])
        {
            _clock.Advance(TimeSpan.FromSeconds(pause) - TimeSpan.FromMilliseconds(1));
            (await Sweep()).ShouldBe(0, $"not before {pause} s");
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            (await Sweep()).ShouldBe(1, $"after {pause} s");
        }
    }

    [Fact]
    public async Task A_message_that_nobody_ever_takes_does_not_stop_the_sweeper()
    {
        await CommitUnsent(1);
        await _host.Database.Execute("update outbox set attempts = 32767");
        _clock.Advance(TimeSpan.FromMinutes(2));

        (await Sweep()).ShouldBe(1);
    }

    [Fact]
    public async Task Two_sweepers_share_the_rows_and_claim_none_twice()
    {
        var works = await CommitUnsent(300);
        await using var other = TestDatabase.WithoutBus(_setup.Database, _clock);
        _clock.Advance(OutboxDispatcher.ImmediateLease);
        var second = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<OutboxSweeper<TestDatabase>>(_host.Services, other);

        var claimed = await Task.WhenAll(Task.Run(Sweep), Task.Run(() => second.SweepOnceAsync(CancellationToken.None)));

        claimed.Sum().ShouldBe(300);
        await Eventually.Holds(() => Task.FromResult(_host.Heard.Count(works) == 300), "all facts");
        _host.Sends.Started.GroupBy(id => id).ShouldAllBe(sends => sends.Count() == 1);
        (await _host.Database.CountAll("outbox where message_type = 'urn:message:tests:do-work:v1'")).ShouldBe(0);
    }

    [Fact]
    public async Task Rows_in_another_sweepers_hands_are_passed_over()
    {
        await CommitUnsent(30);
        _clock.Advance(OutboxDispatcher.ImmediateLease);
        await using var connection = await _host.Database.Worker.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("select 1 from outbox order by due, message_id limit 10 for update", connection, transaction)) await hold.ExecuteNonQueryAsync();

        (await Sweep()).ShouldBe(20);
    }

    [Fact]
    public async Task A_swept_message_keeps_the_trace_of_its_change()
    {
        const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        using var listener = new System.Diagnostics.ActivityListener { ShouldListenTo = s => s.Name == "MassTransit", Sample = (ref _) => System.Diagnostics.ActivitySamplingResult.AllData };
        System.Diagnostics.ActivitySource.AddActivityListener(listener);
        await CommitUnsent(1);
        await _host.Database.Execute($"update outbox set trace_parent = '{Trace}'");
        var heard = await _host.Database.List<Guid>("select (convert_from(body, 'UTF8')::jsonb ->> 'work')::uuid from outbox");
        _clock.Advance(OutboxDispatcher.ImmediateLease);

        await Sweep();

        await _host.Heard.Hears(heard[0]);
        _host.Heard.Of(heard[0]).Single().Trace.ShouldBe("0af7651916cd43dd8448eb211c80319c");
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_holds_up_nobody_for_more_than_five_seconds()
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Sends.Before = _ => answer.Task;
        var dispatcher = Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<OutboxDispatcher>(_host.Services);
        // More than are let through at once: the last ones wait for a place.
        var sends = Enumerable.Range(0, 300).Select(_ => dispatcher.SendAsync(Message())).ToArray();
        await Eventually.Holds(() => Task.FromResult(_host.Sends.Started.Count == 256), "as many sends as may be in flight");

        _clock.Advance(TimeSpan.FromSeconds(5));

        foreach (var send in sends) await Should.ThrowAsync<TimeoutException>(() => send.WaitAsync(TimeSpan.FromSeconds(20)));
        answer.SetResult();
        _host.Sends.Before = _ => Task.CompletedTask;
        await dispatcher.SendAsync(Message()).WaitAsync(TimeSpan.FromSeconds(20));
    }

    private OutgoingMessage Message() => new()
    {
        MessageId = Guid.NewGuid(),
        OrganizationId = _organization,
        Service = "tests",
        Due = _clock.GetUtcNow(),
        Destination = DoWork.Queue,
        MessageType = MessageName.Urn<DoWork>(),
        Body = System.Text.Encoding.UTF8.GetBytes($$"""{"organization_id":"{{_organization}}","work":"{{Guid.NewGuid()}}"}"""),
    };

    private Task<int> Sweep() => _host.Sweeper.SweepOnceAsync(CancellationToken.None);

    private async Task<Guid[]> CommitUnsent(int count)
    {
        await using var crashed = TestDatabase.WithoutBus(_setup.Database, _clock);
        var unit = crashed.Begin(_organization);
        var works = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        foreach (var work in works) unit.Send(DoWork.Queue, new DoWork { OrganizationId = _organization, Work = work });
        await unit.CommitAsync();
        return works;
    }
}

public sealed class InMemoryOutboxTests(InMemoryTransport transport) : OutboxConformance(transport), IClassFixture<InMemoryTransport>;

public sealed class RabbitMqOutboxTests(RabbitMqTransport transport) : OutboxConformance(transport), IClassFixture<RabbitMqTransport>;
