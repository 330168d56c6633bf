namespace IntentEngine.Messaging.Direct;

public sealed class BrokerProbeTests(RabbitMqFixture rabbit)
{
    [Fact]
    public Task A_broker_that_takes_connections_answers() =>
        // A busy machine may need more than the five seconds of one attempt.
        Eventually.Holds(() => Probe(rabbit.Server.Uri.AbsoluteUri).Answers(CancellationToken.None), "the broker answers", TimeSpan.FromSeconds(120));

    [Fact]
    public async Task A_broker_that_is_away_does_not() => (await Probe("amqp://127.0.0.1:1/").Answers(CancellationToken.None)).ShouldBeFalse();

    private static BrokerProbe Probe(string address) => new(new MessagingOptions { RabbitMq = address });
}
