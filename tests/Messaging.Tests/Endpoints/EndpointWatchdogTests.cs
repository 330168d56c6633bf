using IntentEngine.Messaging.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>"work" consumes; "ghost" takes messages and never consumes any, as an endpoint does that lost its consumer.</summary>
public sealed class EndpointWatchdogTests(PostgresFixture postgres) : IAsyncLifetime
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(10);

    private readonly FakeClock _clock = new();
    private readonly MessageEndpoint _work = new(DoWork.Queue, typeof(TestDatabase));
    private readonly MessageEndpoint _ghost = new("ghost", typeof(TestDatabase));
    private MessagingHost _host = null!;
    private EndpointActivity _activity = null!;
    private MessageEndpoint[] _watched = [];
    private bool _brokerAnswers;

    public async ValueTask InitializeAsync()
    {
        _host = await MessagingHost.StartAsync(new HostSetup { Database = await TestDatabase.NewOptions(postgres), Clock = _clock, Sweeps = false });
        _activity = _host.Services.GetRequiredService<EndpointActivity>();
        _activity.Of(_work.Name);
        _activity.Of(_ghost.Name);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_endpoint_that_takes_no_canary_for_half_a_minute_is_dead()
    {
        using var watchdog = Watch(_work, _ghost);
        foreach (var _ in Enumerable.Range(0, 3)) (await Check(watchdog)).ShouldBeEmpty();

        (await Check(watchdog)).ShouldBe([_ghost.Name]);
    }

    [Fact]
    public async Task An_endpoint_that_consumes_stays_alive()
    {
        using var watchdog = Watch(_work);

        foreach (var _ in Enumerable.Range(0, 10)) (await Check(watchdog)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_endpoint_with_all_hands_full_is_busy_and_not_dead()
    {
        using var watchdog = Watch(_ghost.WithConcurrency(2));
        foreach (var _ in Enumerable.Range(0, 2)) _activity.Of(_ghost.Name).Received();
        foreach (var _ in Enumerable.Range(0, 10)) (await Check(watchdog)).ShouldBeEmpty();

        // The hand that becomes free has its chance to take a canary before it is judged.
        _activity.Of(_ghost.Name).Done();
        foreach (var _ in Enumerable.Range(0, 3)) (await Check(watchdog)).ShouldBeEmpty();

        (await Check(watchdog)).ShouldBe([_ghost.Name]);
    }

    [Fact]
    public async Task A_broker_that_is_away_makes_nobody_dead()
    {
        using var watchdog = Watch(_ghost);
        (await Check(watchdog)).ShouldBeEmpty();
        _host.Sends.Before = _ => throw new InvalidOperationException("the broker is away");
        foreach (var _ in Enumerable.Range(0, 10)) (await Check(watchdog)).ShouldBeEmpty();

        // Back again, the endpoint has its half minute anew.
        _host.Sends.Before = _ => Task.CompletedTask;
        foreach (var _ in Enumerable.Range(0, 3)) (await Check(watchdog)).ShouldBeEmpty();
        (await Check(watchdog)).ShouldBe([_ghost.Name]);
    }

    [Fact]
    public async Task A_bus_that_cannot_send_to_a_broker_that_answers_is_mute()
    {
        _brokerAnswers = true;
        using var watchdog = Watch(_ghost);
        _host.Sends.Before = _ => throw new InvalidOperationException("the connection hangs");
        foreach (var _ in Enumerable.Range(0, 3))
        {
            await Check(watchdog);
            watchdog.IsMute.ShouldBeFalse();
        }

        await Check(watchdog);
        _clock.Advance(Between);
        watchdog.IsMute.ShouldBeTrue();

        _host.Sends.Before = _ => Task.CompletedTask;
        await Check(watchdog);
        watchdog.IsMute.ShouldBeFalse();
    }

    [Fact]
    public async Task A_bus_that_cannot_send_to_a_broker_that_is_away_is_not_mute()
    {
        using var watchdog = Watch(_ghost);
        _host.Sends.Before = _ => throw new InvalidOperationException("the broker is away");

        foreach (var _ in Enumerable.Range(0, 10)) await Check(watchdog);

        watchdog.IsMute.ShouldBeFalse();
    }

    [Fact]
    public async Task A_broker_that_does_not_answer_delays_the_check_of_all_endpoints_by_one_wait()
    {
        var endpoints = Enumerable.Range(0, 8).Select(i => new MessageEndpoint($"ghost-{i}", typeof(TestDatabase))).ToArray();
        using var watchdog = Watch(endpoints);
        _host.Sends.Before = _ => Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System);

        var check = watchdog.CheckAsync(CancellationToken.None);
        await Eventually.Holds(() => Task.FromResult(_host.Sends.Started.Count == endpoints.Length), "all canaries to be on their way");
        _clock.Advance(TimeSpan.FromSeconds(5));

        (await check.WaitAsync(TimeSpan.FromSeconds(20))).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dead_endpoint_ends_the_process_with_a_failure()
    {
        using var watchdog = Watch(_ghost);
        var stopping = _host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        await watchdog.StartAsync(CancellationToken.None);
        try
        {
            await Eventually.Holds(() =>
            {
                _clock.Advance(Between);
                return Task.FromResult(stopping.IsCancellationRequested);
            }, "the process to be told to stop");

            Environment.ExitCode.ShouldNotBe(0);
        }
        finally
        {
            Environment.ExitCode = 0;
        }
    }

    private EndpointWatchdog Watch(params MessageEndpoint[] endpoints) => new(
        _host.Bus, _watched = endpoints, _activity, _ => Task.FromResult(_brokerAnswers), _clock, _host.Services.GetRequiredService<IHostApplicationLifetime>(), NullLogger<EndpointWatchdog>.Instance);

    /// <summary>One check, ten seconds after the last; living endpoints have taken their canary when it returns.</summary>
    private async Task<IReadOnlyList<string>> Check(EndpointWatchdog watchdog)
    {
        _clock.Advance(Between);
        var dead = await watchdog.CheckAsync(CancellationToken.None);
        if (_watched.Contains(_work))
            await Eventually.Holds(() => Task.FromResult(_activity.Of(_work.Name).Idle == TimeSpan.Zero), "the canary to be taken");
        return dead;
    }
}
