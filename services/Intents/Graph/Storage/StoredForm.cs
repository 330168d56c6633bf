using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>Brings what is written into the form every backend can give back unchanged: instants in UTC and whole microseconds, as PostgreSQL keeps them.</summary>
internal static class StoredForm
{
    public static GraphChanges Of(GraphChanges changes) => changes with
    {
        Creates = [.. changes.Creates.Select(Of)],
        Updates = [.. changes.Updates.Select(Of)],
        History = [.. changes.History.Select(Of)],
    };

    public static GraphContent Of(GraphContent content) => content with { Intents = [.. content.Intents.Select(Of)] };

    public static StorableIntent Of(StorableIntent intent) => intent with
    {
        CreatedAt = Of(intent.CreatedAt),
        UpdatedAt = Of(intent.UpdatedAt),
        GenerationContext = intent.GenerationContext with { GenerationTimestamp = Of(intent.GenerationContext.GenerationTimestamp) },
    };

    /// <summary>An instant as it is stored.</summary>
    public static DateTimeOffset Of(DateTimeOffset instant) => new(instant.UtcTicks - instant.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static StatusChange Of(StatusChange change) => change with { At = Of(change.At) };
}
