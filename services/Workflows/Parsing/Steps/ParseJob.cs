using System.Text.Json;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>What a <c>parse_content</c> workflow is created with.</summary>
internal sealed record ParseJob
{
    /// <summary>The file.</summary>
    public required ArtifactContent Source { get; init; }

    /// <summary>What to see in it, as the intent's context says. Null: it does not.</summary>
    public string? IngestionProfile { get; init; }

    /// <summary>What it is. Null: to be found.</summary>
    public string? FileType { get; init; }

    /// <summary>How to read it, a JSON object. Null: the defaults.</summary>
    public JsonElement? ParseOptions { get; init; }

    /// <summary>The job of a claimed intent: its stored context, with <c>parsing_type</c> as the older name of the profile (spec semantics §2.1).</summary>
    public static ParseJob Of(ArtifactContent source, JsonElement context) => new()
    {
        Source = source,
        IngestionProfile = Text(context, "ingestion_profile") ?? Text(context, "parsing_type"),
        FileType = Text(context, "file_type"),
        ParseOptions = context.TryGetProperty("parse_options", out var options) && options.ValueKind != JsonValueKind.Null ? options : null,
    };

    private static string? Text(JsonElement context, string name) =>
        context.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
