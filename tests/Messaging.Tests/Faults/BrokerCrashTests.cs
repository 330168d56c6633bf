using IntentEngine.Messaging.Hosts;

namespace IntentEngine.Messaging.Faults;

/// <summary>The broker loses power in the middle of a stream of changes.</summary>
public sealed class BrokerCrashTests(PostgresFixture postgres) : IAsyncLifetime
{
    private const int Changes = 300;

    private readonly RabbitMqFixture _broker = new();

    public ValueTask InitializeAsync() => _broker.InitializeAsync();

    public ValueTask DisposeAsync() => _broker.DisposeAsync();

    [Fact]
    public async Task Nothing_committed_is_lost_and_nothing_happens_twice()
    {
        var organization = Guid.NewGuid();
        await using var host = await MessagingHost.StartAsync(new HostSetup { Database = await TestDatabase.NewOptions(postgres), Broker = _broker.Server.Uri });
        var works = Enumerable.Range(0, Changes).Select(_ => Guid.NewGuid()).ToArray();
        var waiting = 0L;
        for (var i = 0; i < Changes; i++)
        {
            // Changes go on while the broker is away: they only need the database.
            if (i == Changes / 3) await _broker.Server.KillAsync();
            if (i == 2 * Changes / 3)
            {
                waiting = await host.Database.Count(organization, "outbox");
                await _broker.Server.RestartAsync();
            }

            await host.Order(organization, works[i]);
        }

        await Eventually.Holds(() => Task.FromResult(host.Heard.Count(works) == Changes), "all facts", TimeSpan.FromSeconds(120));
        await Eventually.Holds(async () => await host.Database.Count(organization, "outbox") == 0, "the outbox to be empty", TimeSpan.FromSeconds(60));
        waiting.ShouldBeGreaterThan(0, "the fault did not fire");
        (await host.Database.Count(organization, "effects")).ShouldBe(Changes);
        (await host.Database.Count(organization, "inbox")).ShouldBe(Changes);
        (await host.Database.CountAll("parked")).ShouldBe(0);
    }
}
