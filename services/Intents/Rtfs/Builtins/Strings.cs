using System.Text;
using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>Texts: made, measured, searched. Length counts Unicode characters; everything is ordinal and independent of culture.</summary>
internal static class Strings
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("str", 0, int.MaxValue, Concatenate),
        new("string-length", 1, 1, call => call[0] is StringValue text ? Length(call, text.Value) : call.Expected("a string")),
        new("string-upper", 1, 1, call => Changed(call, text => text.ToUpperInvariant())),
        new("string-lower", 1, 1, call => Changed(call, text => text.ToLowerInvariant())),
        new("string-trim", 1, 1, call => Changed(call, text => text.Trim())),
        .. Search(StartsWith, "starts-with?", "str/starts-with?"),
        .. Search(Contains, "string-contains", "string-contains?", "str/includes?"),
    ];

    /// <summary>How many Unicode characters a text has.</summary>
    internal static RtfsValue? Length(Call call, string text)
    {
        if (!call.ChargeText(text.Length)) return null;
        var length = 0;
        foreach (var _ in text.EnumerateRunes()) length++;
        return new IntegerValue(length);
    }

    /// <summary>Whether a text has a part.</summary>
    internal static RtfsValue? Contains(Call call, string text, string part) =>
        call.ChargeText(text.Length + part.Length) ? BooleanValue.Of(text.Contains(part, StringComparison.Ordinal)) : null;

    private static RtfsValue? StartsWith(Call call, string text, string start) =>
        call.ChargeText(start.Length) ? BooleanValue.Of(text.StartsWith(start, StringComparison.Ordinal)) : null;

    private static IEnumerable<Builtin> Search(Func<Call, string, string, RtfsValue?> holds, params string[] names) => names.Select(name =>
        new Builtin(name, 2, 2, call => call[0] is StringValue text && call[1] is StringValue part ? holds(call, text.Value, part.Value) : call.Expected("two strings")));

    private static RtfsValue? Changed(Call call, Func<string, string> change) => call[0] is not StringValue text
        ? call.Expected("a string")
        : call.ChargeText(text.Value.Length) ? Limited(call, change(text.Value)) : null;

    private static RtfsValue? Concatenate(Call call)
    {
        var text = new StringBuilder();
        foreach (var argument in call.Arguments)
        {
            if (argument is StringValue part && part.Value.Length <= RtfsLimits.StringBytes) text.Append(part.Value);
            else if (!ValuePrinter.Append(text, argument, RtfsLimits.StringBytes)) return TooLong(call);
            if (text.Length > RtfsLimits.StringBytes) return TooLong(call);
        }

        return call.ChargeText(text.Length) ? Limited(call, text.ToString()) : null;
    }

    private static RtfsValue? Limited(Call call, string text) =>
        Encoding.UTF8.GetByteCount(text) <= RtfsLimits.StringBytes ? new StringValue(text) : TooLong(call);

    private static RtfsValue? TooLong(Call call) =>
        call.Fail(RtfsErrorKind.Limit, $"{call.Name} expects a result of at most {RtfsLimits.StringBytes} bytes, nested at most {RtfsLimits.ValueNesting} deep");
}
