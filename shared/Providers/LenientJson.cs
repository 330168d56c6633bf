using System.Text.Json;

namespace IntentEngine.Providers;

/// <summary>Reads what is there and null otherwise: providers add fields, leave fields null, and write whole numbers as 5.0.</summary>
internal static class LenientJson
{
    /// <summary>A member by path; undefined when any part is missing or no object.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return default;
        return element;
    }

    /// <summary>A text member.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>A number member, also when it is written as a text.</summary>
    public static double? Number(this JsonElement element, params ReadOnlySpan<string> path) => element.At(path) switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
        { ValueKind: JsonValueKind.String } text when double.TryParse(text.GetString(), System.Globalization.CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) => value,
        _ => null,
    };

    /// <summary>A whole number, rounded; null when out of range.</summary>
    public static long? Long(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } value and > -9e18 and < 9e18 ? (long)Math.Round(value) : null;

    /// <summary>A whole number, rounded; null when out of range.</summary>
    public static int? Int(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } value and >= int.MinValue and <= int.MaxValue ? (int)Math.Round(value) : null;

    /// <summary>An amount in US dollars, 0 or more.</summary>
    public static decimal? Money(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.Number(path) is { } value and >= 0 and < 1e9 ? Math.Round((decimal)value, 6) : null;

    /// <summary>An array member; empty when missing or null.</summary>
    public static IEnumerable<JsonElement> Array(this JsonElement element, params ReadOnlySpan<string> path) =>
        element.At(path) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : [];
}
