using MassTransit;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>Takes canaries; that they arrived is all there is to know.</summary>
internal sealed class CanaryConsumer : IConsumer<Canary>
{
    public Task Consume(ConsumeContext<Canary> context) => Task.CompletedTask;
}
