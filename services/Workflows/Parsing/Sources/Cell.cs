using System.Text.Json;

namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>One value of a table: text, as CSV and prose have it, or JSON. The default is neither, which is null.</summary>
/// <param name="Text">The text, not empty. Null: none.</param>
/// <param name="Json">The value where the source is JSON.</param>
internal readonly record struct Cell(string? Text, JsonElement Json = default)
{
    /// <summary>Whether there is no value.</summary>
    public bool IsNull => Text is null && Json.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>A text as a cell: an empty one is no value.</summary>
    public static Cell Of(string? text) => new(string.IsNullOrEmpty(text) ? null : text);

    /// <summary>What a reader sees.</summary>
    public override string ToString() => Text ?? (IsNull ? "" : Json.ValueKind == JsonValueKind.String ? Json.GetString()! : Json.GetRawText());
}
