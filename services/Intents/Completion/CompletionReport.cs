using System.Text.Json;

namespace IntentEngine.Intents.Completion;

/// <summary>One execution's report that its work is done.</summary>
public sealed record CompletionReport
{
    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that claimed it.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>What came of it, a JSON object of at most 64 KiB. Absent: nothing to say.</summary>
    public JsonElement? Result { get; init; }
}
