using IntentEngine.Contracts.Intents;

namespace IntentEngine.Workflows.Definitions;

/// <summary>Parsing of seed 000 (phase 5): from an uploaded file and a chosen profile to a parsed document. Runs as the execution of a <c>parse_content</c> intent.</summary>
/// <remarks>The document is registered as an artifact by Intents, with the end of the intent: no step here is one, so that Lineage hears of it once.</remarks>
public static class ParseContentWorkflow
{
    /// <summary>Name of the definition: that of the intents.</summary>
    public const string Name = ParseContent.IntentType;

    /// <summary>The step that decides how to parse.</summary>
    public const int LoadStep = 0;

    /// <summary>The step whose output describes the parsed document.</summary>
    public const int ParseStep = 1;

    /// <summary>Version 1.</summary>
    public static WorkflowDefinition V1 { get; } = new(Name, 1,
    [
        new() { Number = LoadStep, Name = "step_0_load", Handler = "parse.load", Retry = Thrice, TimeLimit = TimeSpan.FromMinutes(1) },
        new() { Number = ParseStep, Name = "step_1_parse", Handler = "parse.parse", Retry = Thrice, TimeLimit = TimeSpan.FromMinutes(10) },
    ], []);

    // For a content store that is away; a file that cannot be parsed fails at once.
    private static RetryRule Thrice => new(3, Backoff.Exponential, TimeSpan.FromSeconds(2));
}
