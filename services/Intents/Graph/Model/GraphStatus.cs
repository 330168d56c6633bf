namespace IntentEngine.Intents.Graph.Model;

/// <summary>Where an intent of the graph stands (seed 001; spec semantics §1.4). On the wire snake_case: <c>active</c>.</summary>
internal enum GraphStatus
{
    Active,
    Executing,
    Completed,
    Failed,
    Suspended,
    Archived,
}
