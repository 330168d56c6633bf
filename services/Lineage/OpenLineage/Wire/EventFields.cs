using System.Globalization;
using System.Text.Json;
using static IntentEngine.Lineage.OpenLineage.Wire.EventRefusal;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Reads members of an event; what is absent is 422, what has the wrong type or cannot be stored is 400.</summary>
internal static class EventFields
{
    /// <summary>Longest namespace, in characters.</summary>
    public const int LongestNamespace = 1024;

    /// <summary>Longest name of a job, a dataset or a run, in characters.</summary>
    public const int LongestName = 65_536;

    /// <summary>The member; null when it is absent or null.</summary>
    public static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined) ? value : null;

    /// <exception cref="EventRefusedException">It is not an object.</exception>
    public static JsonElement? Object(JsonElement parent, string name, string path) => Member(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Object } value => value,
        { } other => throw Wrong(path, "an object", other),
    };

    /// <exception cref="EventRefusedException">It is absent or not an object.</exception>
    public static JsonElement RequiredObject(JsonElement parent, string name, string path) =>
        Object(parent, name, path) ?? throw Missing(path, "an object");

    /// <exception cref="EventRefusedException">It is not a text.</exception>
    public static string? Text(JsonElement parent, string name, string path) => Member(parent, name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => value.GetString(),
        { } other => throw Wrong(path, "a text", other),
    };

    /// <exception cref="EventRefusedException">It is absent, empty, too long or not a text.</exception>
    public static string RequiredName(JsonElement parent, string name, string path, int longest = LongestName)
    {
        var text = Text(parent, name, path) ?? throw Missing(path, "a text");
        if (string.IsNullOrWhiteSpace(text)) throw new EventRefusedException(Unreadable(path, "expected a text with something in it; came an empty one."));
        if (text.Length > longest) throw new EventRefusedException(Unreadable(path, $"expected at most {longest} characters; came {text.Length}."));
        return text;
    }

    /// <summary>A namespace and a name. Namespaces are printable, as they are part of addresses: ASCII, and letters and digits of any alphabet.</summary>
    /// <exception cref="EventRefusedException">Either is missing or malformed.</exception>
    public static NodeName Named(JsonElement parent, string path)
    {
        var scope = RequiredName(parent, "namespace", $"{path}.namespace", LongestNamespace);
        if (scope.Any(c => c is < ' ' or > '~' && !char.IsLetterOrDigit(c) && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark)))
            throw new EventRefusedException(Unreadable($"{path}.namespace", $"expected letters, digits and printable ASCII characters; came '{scope}'."));
        return new NodeName(scope, RequiredName(parent, "name", $"{path}.name"));
    }

    /// <summary>Facets by key; none when absent. A facet that is null is left out, other shapes are kept as they came.</summary>
    /// <exception cref="EventRefusedException">It is not an object.</exception>
    public static IReadOnlyDictionary<string, JsonElement> Facets(JsonElement parent, string name, string path)
    {
        var facets = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (Object(parent, name, path) is not { } given) return facets;
        foreach (var facet in given.EnumerateObject())
            if (facet.Value.ValueKind != JsonValueKind.Null)
                facets[facet.Name] = facet.Value;
        return facets;
    }

    public static EventRefusedException Missing(string path, string expected) => new(Incomplete(path, $"expected {expected}; came nothing."));

    public static EventRefusedException Wrong(string path, string expected, JsonElement came) =>
        new(Unreadable(path, $"expected {expected}; came {came.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "a boolean", JsonValueKind.Number => "a number", JsonValueKind.String => "a text", JsonValueKind.Array => "a list", _ => "an object" }}."));
}
