namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Leaves the reading of an event that is refused.</summary>
internal sealed class EventRefusedException(EventRefusal refusal) : Exception(refusal.ToString())
{
    public EventRefusal Refusal { get; } = refusal;
}
