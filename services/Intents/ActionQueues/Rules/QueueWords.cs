namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>The words for <see cref="QueueStatus"/> in the database and on the wire.</summary>
internal static class QueueWords
{
    private static readonly string[] Words = [.. Enum.GetNames<QueueStatus>().Select(name => name.ToLowerInvariant())];

    /// <summary>The word, e.g. <c>running</c>.</summary>
    public static string Of(QueueStatus status) => Words[(int)status];
}
