using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>What an intent waits for before it may start.</summary>
/// <param name="WaitingFor">Targets of its depends_on edges that are not completed.</param>
/// <param name="BlockedBy">Active or executing sources of blocks edges to it.</param>
internal sealed record GateState(IReadOnlyList<GateState.Reason> WaitingFor, IReadOnlyList<GateState.Reason> BlockedBy)
{
    /// <summary>One intent in the way.</summary>
    /// <param name="IntentId">The intent.</param>
    /// <param name="Goal">Its goal. Null: it is missing.</param>
    /// <param name="Status">Where it stands. Null: it is missing.</param>
    internal sealed record Reason(string IntentId, string? Goal, GraphStatus? Status);

    /// <summary>Whether nothing is in the way.</summary>
    public bool IsOpen => WaitingFor.Count == 0 && BlockedBy.Count == 0;

    /// <summary>Names everything in the way, for people.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        if (WaitingFor.Count > 0) parts.Add($"it waits for {List(WaitingFor)} to be completed");
        if (BlockedBy.Count > 0) parts.Add($"it is blocked by {List(BlockedBy)}");
        return string.Join(" and ", parts);
    }

    private static string List(IReadOnlyList<Reason> reasons)
    {
        var named = string.Join(", ", reasons.Take(10).Select(r => $"'{r.IntentId}' ({r.Status?.Word() ?? "missing"})"));
        return reasons.Count > 10 ? $"{named} and {reasons.Count - 10} more" : named;
    }
}
