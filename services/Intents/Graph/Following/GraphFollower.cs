using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Lifecycle;
using MassTransit;

namespace IntentEngine.Intents.Graph.Following;

/// <summary>Follows up every change of status in a graph, and every edge that no longer holds; hearing of one twice changes nothing more.</summary>
internal sealed class GraphFollower(ParentPolicy policy) : IConsumer<GraphStatusChanged>, IConsumer<GraphRelationshipModified>, IConsumer<GraphRelationshipRemoved>
{
    public Task Consume(ConsumeContext<GraphStatusChanged> context)
    {
        var fact = context.Message;
        // What was restored from a file is as somebody kept it; nothing follows from it by itself.
        return fact.Action == GraphActions.Restored
            ? Task.CompletedTask
            : policy.Follow(fact.OrganizationId, fact.IntentId, $"{fact.IntentId}@{fact.Version}", context.CancellationToken);
    }

    public Task Consume(ConsumeContext<GraphRelationshipModified> context) =>
        policy.Unlinked(context.Message.OrganizationId, context.Message.From, context.Message.To, context.CancellationToken);

    public Task Consume(ConsumeContext<GraphRelationshipRemoved> context) =>
        policy.Unlinked(context.Message.OrganizationId, context.Message.From, context.Message.To, context.CancellationToken);
}
