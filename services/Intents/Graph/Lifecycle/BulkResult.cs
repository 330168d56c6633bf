namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>What became of a change of many intents, each for itself: what succeeded stays (spec semantics §1.4).</summary>
/// <param name="Succeeded">Ids that changed.</param>
/// <param name="Failed">Ids that did not, and why.</param>
internal sealed record BulkResult(IReadOnlyList<string> Succeeded, IReadOnlyList<BulkResult.Failure> Failed)
{
    /// <summary>One that did not change.</summary>
    internal sealed record Failure(string Id, string Error);
}
