using System.Text.Json;

namespace IntentEngine.Lineage.Projection;

/// <summary>JSON <c>null</c> and a missing value are the same: only so does what is read back from the log equal what was told.</summary>
internal static class JsonNothing
{
    /// <summary>Null for JSON <c>null</c>.</summary>
    public static JsonElement? OrNothing(this JsonElement? value) => value is { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } ? null : value;
}
