using IntentEngine.Messaging.Hosts;

namespace IntentEngine.Messaging.Transports;

/// <summary>What the broker is told to keep, and nothing else: names on the wire are a contract, forgotten bindings cost half the throughput.</summary>
public sealed class RabbitMqTopologyTests(RabbitMqTransport transport) : IClassFixture<RabbitMqTransport>
{
    [Fact]
    public async Task Bindings_are_the_declared_ones()
    {
        await Speak();

        (await transport.VirtualHost.ListAsync("list_bindings", "source_name", "destination_kind", "destination_name")).Order(StringComparer.Ordinal).ShouldBe(
        [
            "listeners\tqueue\tlisteners",
            "queue\tlisteners", // from the nameless exchange; the broker makes these
            "queue\twork",
            "tests.work-done.v1\texchange\tlisteners",
            "work\tqueue\twork",
        ]);
    }

    [Fact]
    public async Task Exchanges_are_the_declared_ones()
    {
        await Speak();

        (await transport.VirtualHost.ListAsync("list_exchanges", "name", "type", "durable")).Where(line => line.StartsWith("amq.", StringComparison.Ordinal) is false).Order(StringComparer.Ordinal).ShouldBe(
        [
            "direct\ttrue", // the nameless one
            "listeners\tfanout\ttrue",
            "tests.work-done.v1\tfanout\ttrue",
            "work\tfanout\ttrue",
        ]);
    }

    [Fact]
    public async Task Queues_are_quorum_queues_without_a_limit_that_drops_messages() =>
        (await transport.VirtualHost.ListAsync("list_queues", "name", "type", "durable", "auto_delete", "arguments", "policy")).Order(StringComparer.Ordinal).ShouldBe(
        [
            "listeners\tquorum\ttrue\tfalse\t[{\"x-queue-type\",\"quorum\"}]",
            "work\tquorum\ttrue\tfalse\t[{\"x-queue-type\",\"quorum\"}]",
        ]);

    // Exchanges are declared by use as well as by the endpoints.
    private async Task Speak()
    {
        var work = Guid.NewGuid();
        await transport.Host.Order(Guid.NewGuid(), work);
        await transport.Host.Heard.Hears(work);
    }
}
