namespace IntentEngine.Lineage.Repair;

/// <summary>How a kind of repair fared with a kind of error, over its newest 500 failures.</summary>
/// <param name="Fingerprint">Of the error.</param>
/// <param name="Kind"><c>retry</c> or <c>repair</c>: the type of the edge from the failure.</param>
/// <param name="Tried">Attempts that ended, well or not.</param>
/// <param name="Worked">Attempts that completed.</param>
public sealed record RepairOutcome(string Fingerprint, string Kind, int Tried, int Worked)
{
    /// <summary>Success rate that can be relied on, 0 to 1: see <see cref="WilsonBound"/>.</summary>
    public double LowerBound => Math.Round(WilsonBound.Lower(Worked, Tried), 3);
}
