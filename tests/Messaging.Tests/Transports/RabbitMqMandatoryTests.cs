using IntentEngine.Messaging.Hosts;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Messaging.Transports;

/// <summary>A broker confirms messages that no queue takes; ours come back instead, unless nobody needs to listen.</summary>
public sealed class RabbitMqMandatoryTests(RabbitMqTransport transport) : IClassFixture<RabbitMqTransport>
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly Guid _work = Guid.NewGuid();
    private readonly FakeClock _clock = new();

    [Fact]
    public async Task A_published_fact_waits_until_its_queue_exists()
    {
        var setup = await transport.NewSetupAsync() with { Clock = _clock, Sweeps = false };
        await using var publisher = await MessagingHost.StartAsync(setup with { HasEndpoints = false });
        var unit = publisher.Database.Begin(_organization);
        unit.Publish(new Unheard { OrganizationId = _organization, Work = _work });
        await unit.CommitAsync();
        _clock.Advance(OutboxDispatcher.ImmediateLease);
        await publisher.Sweeper.SweepOnceAsync(CancellationToken.None);
        (await publisher.Database.Count(_organization, "outbox")).ShouldBe(1);

        await using var subscriber = await MessagingHost.StartAsync(setup with
        {
            HasEndpoints = false,
            Services = services => services.AddMessageEndpoint<TestDatabase>("late", e => e.Subscribes<Unheard, Listener>()),
        });
        _clock.Advance(TimeSpan.FromSeconds(5));
        await publisher.Sweeper.SweepOnceAsync(CancellationToken.None);

        await subscriber.Heard.Hears(_work);
        (await publisher.Database.Count(_organization, "outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_command_waits_until_its_queue_exists()
    {
        var setup = await transport.NewSetupAsync() with { Clock = _clock, Sweeps = false };
        await using var sender = await MessagingHost.StartAsync(setup with { HasEndpoints = false });
        await sender.Order(_organization, _work);
        _clock.Advance(OutboxDispatcher.ImmediateLease);
        await sender.Sweeper.SweepOnceAsync(CancellationToken.None);

        await using var owner = await MessagingHost.StartAsync(setup);
        _clock.Advance(TimeSpan.FromSeconds(5));
        await sender.Sweeper.SweepOnceAsync(CancellationToken.None);

        await owner.Heard.Hears(_work);
    }

    [Fact]
    public async Task An_announcement_that_nobody_wants_is_done_with()
    {
        var unit = transport.Host.Database.Begin(_organization);
        unit.Announce(new Unheard { OrganizationId = _organization, Work = _work });
        await unit.CommitAsync();

        await Eventually.Holds(async () => await transport.Host.Database.Count(_organization, "outbox") == 0, "the announcement to leave the outbox");
    }
}
