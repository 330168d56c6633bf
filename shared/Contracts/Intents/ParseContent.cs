namespace IntentEngine.Contracts.Intents;

/// <summary>The words of <c>parse_content</c> intents, shared by those who ask for parsing and those who do it (seed 000, phase 5; spec semantics §2.1).</summary>
public static class ParseContent
{
    /// <summary>Type of the intents.</summary>
    public const string IntentType = "parse_content";

    /// <summary>Name of the worker that executes them here.</summary>
    public const string Worker = "parsing";

    /// <summary>Type of the artifacts it makes.</summary>
    public const string ArtifactType = "parsed_content";

    /// <summary>What <c>ingestion_profile</c> may say.</summary>
    public static IReadOnlyList<string> Profiles { get; } = ["structured", "unstructured", "hybrid", "workflow", "data_model"];

    /// <summary>What <c>file_type</c> may say.</summary>
    public static IReadOnlyList<string> FileTypes { get; } = ["csv", "json", "jsonl", "markdown", "html", "text"];
}
