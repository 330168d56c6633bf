using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace IntentEngine.Workflows.Steps;

/// <summary>What PostgreSQL can keep: no NUL characters, no halves of surrogate pairs, no numbers like 1e200000.</summary>
/// <remarks>What people send is refused for it; what providers and models send is cleaned, since nobody could repair it.</remarks>
internal static partial class Storable
{
    // PostgreSQL keeps such numbers exactly.
    private const int LongestNumber = 64;
    private const int LongestExponent = 3;

    /// <summary>A text cut to <paramref name="most"/> characters, without what cannot be stored.</summary>
    public static string Text(string text, int most)
    {
        var kept = text.Length <= most ? text : text[..most];
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(kept.Replace("\0", "", StringComparison.Ordinal)));
    }

    /// <summary>Serialized JSON without NUL characters.</summary>
    public static string Json(string json) =>
        json.Contains("\\u0000", StringComparison.Ordinal) ? EscapedNul().Replace(json, "$1") : json;

    /// <summary>Why a text cannot be stored. Null: it can.</summary>
    public static string? Fault(string? text) =>
        text?.Contains('\0', StringComparison.Ordinal) == true ? "expected a text without NUL characters." : null;

    /// <summary>Why a JSON value cannot be stored. Null: it can.</summary>
    public static string? Fault(JsonElement value)
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
        JsonValueKind.Object => value.EnumerateObject().Select(p => Fault(p.Name) ?? FirstFault(p.Value)).FirstOrDefault(fault => fault is not null),
        JsonValueKind.Array => value.EnumerateArray().Select(FirstFault).FirstOrDefault(fault => fault is not null),
        JsonValueKind.String => Fault(value.GetString()),
        JsonValueKind.Number => InNumber(value.GetRawText()),
        _ => null,
    };

    private static string? InNumber(string number)
    {
        var exponent = number.IndexOfAny(['e', 'E']) is var e and >= 0 ? number[(e + 1)..].TrimStart('+', '-').Length : 0;
        return number.Length <= LongestNumber && exponent <= LongestExponent
            ? null
            : $"expected numbers of at most {LongestNumber} characters with an exponent of at most {LongestExponent} digits; came one of {number.Length} characters.";
    }

    // An even number of backslashes before it: otherwise the text says \u0000 with a backslash of its own.
    [GeneratedRegex(@"(?<!\\)((?:\\\\)*)\\u0000")]
    private static partial Regex EscapedNul();
}
