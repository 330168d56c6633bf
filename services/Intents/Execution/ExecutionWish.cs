using System.Text.Json;

namespace IntentEngine.Intents.Execution;

/// <summary>What somebody who starts an execution adds to the intent's stored context; where that says something, it wins (spec semantics §2.1).</summary>
/// <param name="IngestionProfile">For an intent without a profile of its own. Null: none.</param>
/// <param name="FileType">What the file is. Null: not said.</param>
/// <param name="ParseOptions">How to read it, a JSON object. Null: not said.</param>
internal sealed record ExecutionWish(string? IngestionProfile, string? FileType, JsonElement? ParseOptions);
