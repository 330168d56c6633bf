namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>The words for <see cref="QueueStatus"/> in the database and on the wire.</summary>
internal static class QueueWords
{
    private static readonly string[] Words = [.. Enum.GetNames<QueueStatus>().Select(name => name.ToLowerInvariant())];

    /// <summary>The word, e.g. <c>running</c>.</summary>
    public static string Of(QueueStatus status) => Words[(int)status];

    /// <summary>What a word of ours says.</summary>
    public static QueueStatus Read(string word) => Array.IndexOf(Words, word) is >= 0 and var index ? (QueueStatus)index : throw new ArgumentException($"Expected one of {string.Join(", ", Words)}; came '{word}'.", nameof(word));
}
