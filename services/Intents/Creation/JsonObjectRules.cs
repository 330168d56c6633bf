using System.Text;
using System.Text.Json;
using IntentEngine.Hosting.Failures;

namespace IntentEngine.Intents.Creation;

/// <summary>What a JSON object must keep to be stored as <c>jsonb</c> and sent on as a message.</summary>
internal static class JsonObjectRules
{
    /// <summary>Largest object, in bytes of UTF-8.</summary>
    internal const int MostBytes = 64 * 1024;

    // PostgreSQL keeps such numbers exactly, and refuses ones like 1e200000.
    private const int LongestNumber = 64;
    private const int LongestExponent = 3;

    /// <summary>Notes the first fault of <paramref name="value"/> against <paramref name="field"/>.</summary>
    /// <returns>Whether there was none.</returns>
    public static bool Check(JsonElement value, string field, Validation faults)
    {
        if (!faults.Require(value.ValueKind == JsonValueKind.Object, field, $"expected a JSON object; came {Kind(value)}.")) return false;
        var bytes = Encoding.UTF8.GetByteCount(value.GetRawText());
        if (!faults.Require(bytes <= MostBytes, field, $"expected at most {MostBytes} bytes; came {bytes}. Store large content as an artifact and name it here.")) return false;
        var fault = Fault(value);
        return faults.Require(fault is null, field, fault ?? "");
    }

    private static string? Fault(JsonElement value)
    {
        try
        {
            return FirstFault(value);
        }
        catch (InvalidOperationException)
        {
            // What the reader throws for escapes such as \ud800 alone.
            return "expected valid Unicode; came half of a surrogate pair.";
        }
    }

    private static string? FirstFault(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().Select(p => InText(p.Name) ?? FirstFault(p.Value)).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(FirstFault).FirstOrDefault(fault => fault is not null),
        JsonValueKind.String => InText(value.GetString()!),
        JsonValueKind.Number => InNumber(value.GetRawText()),
        _ => null,
    };

    private static string? InText(string text) => text.Contains('\0', StringComparison.Ordinal) ? "expected texts without NUL characters (\\u0000)." : null;

    private static string? InNumber(string number)
    {
        var exponent = number.IndexOfAny(['e', 'E']) is var e and >= 0 ? number[(e + 1)..].TrimStart('+', '-').Length : 0;
        return number.Length <= LongestNumber && exponent <= LongestExponent
            ? null
            : $"expected numbers of at most {LongestNumber} characters with an exponent of at most {LongestExponent} digits; came one of {number.Length} characters.";
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "nothing",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        JsonValueKind.Array => "an array",
        var kind => $"a {kind.ToString().ToLowerInvariant()}",
    };
}
