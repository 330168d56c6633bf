namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>A single thing of which the newest event's is kept.</summary>
/// <param name="At">The stamp of the event that told it, see <see cref="Stamp"/>.</param>
/// <param name="Value">What it told.</param>
internal sealed record Latest<T>(string At, T Value)
{
    /// <summary>The newer of both.</summary>
    public static Latest<T> Merge(Latest<T>? known, string at, T value) => known is null || Stamp.Replaces(at, known.At) ? new Latest<T>(at, value) : known;
}
