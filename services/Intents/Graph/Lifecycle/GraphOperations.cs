using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>What each named operation does, as a table: where it leads, from where it is meant, and how its reason begins.</summary>
internal static class GraphOperations
{
    private static readonly Dictionary<GraphOperation, (GraphStatus To, GraphStatus? OnlyFrom, string Prefix)> Table = new()
    {
        [GraphOperation.Start] = (GraphStatus.Executing, null, "Intent started"),
        [GraphOperation.Rollback] = (GraphStatus.Active, GraphStatus.Executing, "Intent rolled back"),
        [GraphOperation.Fail] = (GraphStatus.Failed, null, "Intent failed"),
        [GraphOperation.Suspend] = (GraphStatus.Suspended, null, "Intent suspended"),
        [GraphOperation.Resume] = (GraphStatus.Active, GraphStatus.Suspended, "Intent resumed"),
        [GraphOperation.Retry] = (GraphStatus.Active, GraphStatus.Failed, "Intent retried"),
        [GraphOperation.Archive] = (GraphStatus.Archived, null, "Intent archived"),
        [GraphOperation.Reactivate] = (GraphStatus.Active, GraphStatus.Archived, "Intent reactivated"),
    };

    /// <summary>Where the operation leads.</summary>
    public static GraphStatus Target(this GraphOperation operation) => Table[operation].To;

    /// <summary>The reason as it is recorded: the operation's own words, then the caller's.</summary>
    public static string Reason(this GraphOperation operation, string? reason) => GraphReasons.Of(Table[operation].Prefix, reason);

    /// <summary>Applies the operation. Four of them lead to active; each is meant for one status, so that a resume does not bring back what was archived.</summary>
    public static GraphDecision Apply(StorableIntent intent, GraphOperation operation, string? reason, DateTimeOffset now)
    {
        var (to, onlyFrom, _) = Table[operation];
        if (onlyFrom is { } meant && intent.Status != meant && GraphTransitions.Allow(intent.Status, to))
            return GraphDecisions.Refuse(intent, to, $"{operation} is for intents that are {meant}; use {Fitting(intent.Status)}");
        return GraphDecisions.Move(intent, to, operation.Reason(reason), now);
    }

    private static GraphOperation Fitting(GraphStatus from) => Table.First(row => row.Value.OnlyFrom == from).Key;
}
