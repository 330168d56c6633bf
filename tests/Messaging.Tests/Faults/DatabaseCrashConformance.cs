using IntentEngine.Messaging.Hosts;
using IntentEngine.Messaging.Transports;

namespace IntentEngine.Messaging.Faults;

/// <summary>The database loses power while messages arrive; they wait, and then commit.</summary>
public abstract class DatabaseCrashConformance(Transport transport) : IAsyncLifetime
{
    private const int Messages = 150;

    private readonly PostgresFixture _postgres = new();

    public ValueTask InitializeAsync() => _postgres.InitializeAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Messages_wait_for_the_database_and_none_is_parked_or_lost()
    {
        var organization = Guid.NewGuid();
        await using var host = await MessagingHost.StartAsync(await transport.NewSetupAsync() with { Database = await TestDatabase.NewOptions(_postgres) });
        var works = Enumerable.Range(0, Messages).Select(_ => Guid.NewGuid()).ToArray();
        var failed = 0;
        foreach (var work in works)
            host.Script.For(work, async (_, effect) =>
            {
                try
                {
                    await effect();
                }
                catch (Exception)
                {
                    Interlocked.Increment(ref failed);
                    throw;
                }
            });
        for (var i = 0; i < Messages; i++)
        {
            if (i == Messages / 3) await _postgres.Server.KillAsync();
            await host.Deliver(new DoWork { OrganizationId = organization, Work = works[i] }, wait: false);
        }

        // One that is poison on top of it: parking has to wait, too.
        var poison = Guid.NewGuid();
        host.Script.Throw(poison, () => new InvalidOperationException("a bug"));
        await host.Deliver(new DoWork { OrganizationId = organization, Work = poison }, wait: false);
        await Eventually.Holds(() => Task.FromResult(Volatile.Read(ref failed) > 0), "a commit to fail");
        await _postgres.Server.RestartAsync();

        await Eventually.Holds(() => Task.FromResult(host.Heard.Count(works) == Messages), "all facts", TimeSpan.FromSeconds(120));
        (await host.Database.Count(organization, "effects")).ShouldBe(Messages);
        (await host.Database.Count(organization, "inbox")).ShouldBe(Messages);
        await Eventually.Holds(async () => (await host.Database.List<string>("select exception_type from parked")) is ["System.InvalidOperationException"], "the poison alone to be parked", TimeSpan.FromSeconds(60));
        await host.Deliveries.AreAllAcknowledged();
    }
}

public sealed class InMemoryDatabaseCrashTests(InMemoryTransport transport) : DatabaseCrashConformance(transport), IClassFixture<InMemoryTransport>;

public sealed class RabbitMqDatabaseCrashTests(RabbitMqTransport transport) : DatabaseCrashConformance(transport), IClassFixture<RabbitMqTransport>;
