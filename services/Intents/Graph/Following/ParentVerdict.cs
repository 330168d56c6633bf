using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Following;

/// <summary>What the subgoals of an intent mean for itself (spec semantics §1.3, §1.12). Pure.</summary>
internal static class ParentVerdict
{
    /// <summary>A subgoal as the rule sees it.</summary>
    /// <param name="Intent">The subgoal.</param>
    /// <param name="Edge">What makes it one.</param>
    /// <param name="IsAchieved">Whether it is completed, or was when it was archived.</param>
    internal sealed record Subgoal(StorableIntent Intent, IntentEdge Edge, bool IsAchieved);

    /// <summary>Where an active or executing intent goes by itself, and why. Null: it stays.</summary>
    /// <remarks>
    /// Failed when a required subgoal failed. Completed when every required subgoal is achieved and no optional one is still open;
    /// never when it has success criteria, which only a result can meet, or when it has no required subgoal.
    /// </remarks>
    public static (GraphStatus To, string Reason)? Of(StorableIntent parent, IReadOnlyList<Subgoal> subgoals, GraphSettings settings)
    {
        if (!parent.Status.IsUnderWay()) return null;
        var required = subgoals.Where(s => s.Edge.IsRequired()).ToList();
        if (settings.FailParents && required.Find(s => s.Intent.Status == GraphStatus.Failed) is { } failed)
            return (GraphStatus.Failed, GraphReasons.Of("Intent failed", $"required subgoal {failed.Intent.IntentId} failed"));
        if (!settings.CompleteParents || parent.SuccessCriteria is not null || required.Count == 0) return null;
        var isDone = required.TrueForAll(s => s.IsAchieved) && subgoals.All(s => s.Edge.IsRequired() || IsSettled(s));
        return isDone ? (GraphStatus.Completed, $"Intent completed successfully: all {required.Count} required subgoals are completed") : null;
    }

    private static bool IsSettled(Subgoal subgoal) => subgoal.IsAchieved || subgoal.Intent.Status is GraphStatus.Failed or GraphStatus.Archived;
}
