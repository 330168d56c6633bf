using IntentEngine.Messaging.Hosts;
using MassTransit;

namespace IntentEngine.Messaging.Outside;

/// <summary>A consumer behind a door: as any other, but the body's organization must be the publisher's.</summary>
public sealed class OutsideWorker(TestDatabase database, Script script) : IConsumer<DoWork>
{
    public Task Consume(ConsumeContext<DoWork> context) =>
        context.Headers.Get<string>(MessageHeaderNames.Organization) == context.Message.OrganizationId.ToString()
            ? new Worker(database, script).Consume(context)
            : throw new InvalidOperationException("the body names another organization than the header");
}
