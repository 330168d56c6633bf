using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Words for what happened to an intent, in its history and in the audit chain (spec semantics §1.4; the last three are ours).</summary>
internal static class GraphActions
{
    public const string Created = "IntentCreated";
    public const string StatusChanged = "IntentStatusChanged";
    public const string Archived = "IntentArchived";
    public const string Reactivated = "IntentReactivated";
    public const string Updated = "IntentUpdated";
    public const string Deleted = "IntentDeleted";
    public const string Restored = "IntentRestored";

    /// <summary>The word for a change of status.</summary>
    public static string Of(GraphStatus from, GraphStatus to) => (from, to) switch
    {
        (_, GraphStatus.Archived) => Archived,
        (GraphStatus.Archived, GraphStatus.Active) => Reactivated,
        _ => StatusChanged,
    };
}
