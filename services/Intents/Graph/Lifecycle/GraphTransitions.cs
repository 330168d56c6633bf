using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Which status may follow which in the intent graph; everything else is refused (spec semantics §1.4).</summary>
/// <remarks>From active to active is refused as well: a change that changes nothing has nothing to audit.</remarks>
internal static class GraphTransitions
{
    private static readonly Dictionary<GraphStatus, GraphStatus[]> Table = new()
    {
        [GraphStatus.Active] = [GraphStatus.Executing, GraphStatus.Completed, GraphStatus.Failed, GraphStatus.Suspended, GraphStatus.Archived],
        // To active: the attempt is taken back.
        [GraphStatus.Executing] = [GraphStatus.Active, GraphStatus.Completed, GraphStatus.Failed, GraphStatus.Suspended, GraphStatus.Archived],
        [GraphStatus.Completed] = [GraphStatus.Archived],
        [GraphStatus.Failed] = [GraphStatus.Active, GraphStatus.Archived],
        [GraphStatus.Suspended] = [GraphStatus.Active, GraphStatus.Archived],
        [GraphStatus.Archived] = [GraphStatus.Active],
    };

    /// <summary>Whether an intent may go from one status to the other.</summary>
    public static bool Allow(GraphStatus from, GraphStatus to) => Table[from].Contains(to);

    /// <summary>Where an intent may go from here.</summary>
    public static IReadOnlyList<GraphStatus> From(GraphStatus status) => Table[status];

    /// <summary>Whether an intent in this status is still being pursued: what it blocks, waits.</summary>
    public static bool IsUnderWay(this GraphStatus status) => status is GraphStatus.Active or GraphStatus.Executing;
}
