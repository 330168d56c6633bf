using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Changes of status as pure functions of what is stored and what is asked: same answer on replay.</summary>
internal static class GraphDecisions
{
    /// <summary>Moves an intent where the table allows it.</summary>
    /// <param name="reason">As it will be recorded, not empty.</param>
    public static GraphDecision Move(StorableIntent intent, GraphStatus to, string reason, DateTimeOffset now) => GraphTransitions.Allow(intent.Status, to)
        ? new GraphDecision.Changed(intent with { Status = to, UpdatedAt = now, Version = intent.Version + 1 }, GraphActions.Of(intent.Status, to), reason)
        : Refuse(intent, to, null);

    /// <summary>The origin's words, and what to do instead where there is something.</summary>
    public static GraphDecision.Refused Refuse(StorableIntent intent, GraphStatus to, string? because) =>
        new(to, $"Cannot transition from {intent.Status} to {to}{(because is null ? "" : $": {because}")}");
}
