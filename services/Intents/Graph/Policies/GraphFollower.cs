using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Lifecycle;
using MassTransit;

namespace IntentEngine.Intents.Graph.Policies;

/// <summary>Follows up every change of status in a graph, and every edge that no longer holds; hearing of one twice changes nothing more.</summary>
internal sealed class GraphFollower(ParentPolicy policy) : IConsumer<GraphStatusChanged>, IConsumer<GraphRelationshipChanged>
{
    public Task Consume(ConsumeContext<GraphStatusChanged> context)
    {
        var fact = context.Message;
        // What was restored from a file is as somebody kept it; nothing follows from it by itself.
        return fact.Action == GraphActions.Restored
            ? Task.CompletedTask
            : policy.Follow(fact.OrganizationId, fact.IntentId, $"{fact.IntentId}@{fact.Version}", context.CancellationToken);
    }

    public Task Consume(ConsumeContext<GraphRelationshipChanged> context)
    {
        var fact = context.Message;
        return fact.Change == "created" ? Task.CompletedTask : policy.Unlinked(fact.OrganizationId, fact.From, fact.To, context.CancellationToken);
    }
}
