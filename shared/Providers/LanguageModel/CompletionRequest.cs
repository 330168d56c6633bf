namespace IntentEngine.Providers.LanguageModel;

/// <summary>One question to a language model.</summary>
public sealed record CompletionRequest
{
    /// <summary>What the answer is for, a short snake_case word (<c>icp</c>, <c>subtopics</c>, <c>outline</c>): names the schema and the metrics.</summary>
    public required string Purpose { get; init; }

    /// <summary>System prompt.</summary>
    public required string Instructions { get; init; }

    /// <summary>User prompt. Text from outside is quoted in it as data.</summary>
    public required string Input { get; init; }

    /// <summary>JSON schema (draft-07) the answer must fit. Null: free text.</summary>
    public string? JsonSchema { get; init; }

    /// <summary>Whether the model should search the web first. Ignored by kinds that cannot.</summary>
    public bool Search { get; init; }

    /// <summary>Longest answer, in tokens; default 4000.</summary>
    public int MaxOutputTokens { get; init; } = 4000;
}
