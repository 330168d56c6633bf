using System.Text.Json;

namespace IntentEngine.Intents.Reporting;

/// <summary>What one execution says of the intent it claimed.</summary>
/// <param name="IntentId">The intent.</param>
/// <param name="ExecutionId">The execution that claimed it.</param>
/// <param name="Result">What came of it; of completions only.</param>
/// <param name="Error">Why it failed; of failures only.</param>
internal sealed record BatchReport(string IntentId, string ExecutionId, JsonElement? Result = null, string? Error = null)
{
    /// <summary>Result or error as the database takes it.</summary>
    public string? What => Result?.GetRawText() ?? Error;
}
