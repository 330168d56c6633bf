using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Messaging.Endpoints;

public sealed class BusStopTests : IAsyncDisposable
{
    private readonly FakeClock _clock = new();
    private readonly Hanging _bus = new();
    private readonly EndpointActivity _activity;
    private readonly BusStop _stop;

    public BusStopTests()
    {
        _activity = new EndpointActivity(_clock);
        _stop = new BusStop(_bus, _activity, _clock, NullLogger<BusStop>.Instance);
    }

    public ValueTask DisposeAsync() => _stop.DisposeAsync();

    [Fact]
    public async Task A_bus_that_hangs_with_nothing_in_hand_is_given_up_after_seconds()
    {
        var stopping = _stop.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();

        _clock.Advance(BusStop.Idle);

        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task What_is_in_hand_has_its_time_to_end()
    {
        _activity.Of("work").Received();
        var stopping = _stop.StopAsync(CancellationToken.None);

        (await TimeUntilEnd(stopping)).ShouldBeGreaterThanOrEqualTo(BusStop.Longest);
    }

    [Fact]
    public async Task A_bus_that_stops_is_waited_for()
    {
        _activity.Of("work").Received();
        var stopping = _stop.StopAsync(CancellationToken.None);
        stopping.IsCompleted.ShouldBeFalse();

        _bus.Release.SetResult();

        await stopping.WaitAsync(TimeSpan.FromSeconds(20));
    }

    // Time passes until then.
    private async Task<TimeSpan> TimeUntilEnd(Task stopping)
    {
        var start = _clock.GetUtcNow();
        await Eventually.Holds(() =>
        {
            if (!stopping.IsCompleted) _clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(stopping.IsCompleted);
        }, "the stop to be given up", TimeSpan.FromSeconds(60));
        await stopping;
        return _clock.GetUtcNow() - start;
    }

    private sealed class Hanging : IHostedService
    {
        public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Release.Task;
    }
}
