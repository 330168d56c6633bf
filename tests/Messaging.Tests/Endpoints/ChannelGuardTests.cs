using IntentEngine.Messaging.Hosts;
using MassTransit;
using MassTransit.RetryPolicies;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Endpoints whose connection breaks, or is answered too late.</summary>
public sealed class ChannelGuardTests(PostgresFixture postgres, RabbitMqFixture rabbit) : IAsyncLifetime
{
    private static readonly TimeSpan Reconnects = TimeSpan.FromSeconds(90);

    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();
    private BrokerLine _line = null!;
    private MessagingHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        _line = new BrokerLine((await rabbit.CreateVirtualHostAsync()).Uri);
        // One endpoint alone: what is held up on the line is its own.
        _host = await MessagingHost.StartAsync(new HostSetup
        {
            Database = await TestDatabase.NewOptions(postgres),
            Broker = _line.Uri,
            HasEndpoints = false,
            Services = services => services.AddMessageEndpoint<TestDatabase>(WorkDone.Queue, e => e.Subscribes<WorkDone, Listener>()),
        });
    }

    public async ValueTask DisposeAsync()
    {
        _line.Release();
        await _host.DisposeAsync();
        await _line.DisposeAsync();
    }

    [Fact]
    public async Task An_endpoint_whose_broker_answered_too_late_connects_again()
    {
        // The client waits ten seconds for an answer, and reports the end of its patience as a cancellation. What is done next is answered.
        var givenUp = new GivenUp(_line.Release);
        _host.Bus.ConnectReceiveEndpointObserver(givenUp);
        _line.HoldAnswersAfter(BrokerLine.QueueDeclare);
        _line.Cut();
        await givenUp.Seen.WaitAsync(Reconnects);

        await PublishUntilHeard();
    }

    [Fact]
    public async Task An_endpoint_that_lost_its_connection_many_times_still_connects_at_once()
    {
        var policy = _host.Services.GetRequiredService<IBusInstance>().HostConfiguration.ReceiveTransportRetryPolicy.ShouldBeOfType<ExponentialRetryPolicy>();
        foreach (var attempt in Enumerable.Range(0, 50)) policy.GetRetryInterval(attempt).ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));

        foreach (var _ in Enumerable.Range(0, 3))
        {
            _line.Cut();
            await PublishUntilHeard();
        }
    }

    [Fact]
    public async Task A_process_stops_while_the_broker_is_away()
    {
        _line.Refuse();

        await _host.StopAsync().WaitAsync(Reconnects);
    }

    // The outbox keeps it until the broker takes it.
    private async Task PublishUntilHeard()
    {
        var work = Guid.NewGuid();
        var unit = _host.Database.Begin(_organization);
        unit.Publish(new WorkDone { OrganizationId = _organization, Work = work });
        await unit.CommitAsync();
        await Eventually.Holds(() => Task.FromResult(_host.Heard.Count([work]) == 1), "the fact is heard", Reconnects);
    }

    private sealed class GivenUp(Action then) : IReceiveEndpointObserver
    {
        private readonly TaskCompletionSource _seen = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Seen => _seen.Task;

        public Task Faulted(ReceiveEndpointFaulted faulted)
        {
            if (faulted.Exception?.GetBaseException() is not OperationCanceledException) return Task.CompletedTask;
            then();
            _seen.TrySetResult();
            return Task.CompletedTask;
        }

        public Task Ready(ReceiveEndpointReady ready) => Task.CompletedTask;

        public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

        public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;
    }
}
