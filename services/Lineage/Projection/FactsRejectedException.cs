namespace IntentEngine.Lineage.Projection;

/// <summary>Some facts of a message can never be stored. The others are; the message is parked, and requeueing it is harmless.</summary>
public sealed class FactsRejectedException(IReadOnlyList<RejectedFact> rejected)
    : Exception($"{rejected.Count} fact(s) cannot be stored; the others of the message are. First: {rejected[0].Subject}: {rejected[0].Reason}. Correct the sender.")
{
    /// <summary>Which, and why.</summary>
    public IReadOnlyList<RejectedFact> Rejected { get; } = rejected;
}
