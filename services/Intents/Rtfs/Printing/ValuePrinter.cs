using System.Text;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Printing;

/// <summary>
/// Values as text. A small expression can make a value whose text is endless (a vector that holds one vector twice, and so on),
/// so every printer stops at a length and a depth.
/// </summary>
internal static class ValuePrinter
{
    private const int Described = 120;

    /// <summary>The beginning of the value's text, for messages: at most 120 characters.</summary>
    public static string Describe(RtfsValue value)
    {
        var text = new StringBuilder();
        Append(text, value, Described);
        return Excerpt.Of(text.ToString(), Described);
    }

    /// <summary>Appends a value's text; false when it was left unfinished at <paramref name="limit"/> characters or too deep.</summary>
    public static bool Append(StringBuilder text, RtfsValue value, int limit) => Append(text, value, limit, 0);

    private static bool Append(StringBuilder text, RtfsValue value, int limit, int depth)
    {
        if (text.Length > limit || depth > RtfsLimits.ValueNesting) return false;
        return value switch
        {
            SequenceValue sequence => AppendAll(text, sequence.IsVector ? "[]" : "()", sequence.Items, limit, depth),
            MapValue map => AppendAll(text, "{}", map.Entries.SelectMany(e => new[] { e.Key, e.Value }), limit, depth),
            FunctionValue => text.Append("#<function>") is not null,
            StringValue { Value: var written } when written.Length > limit => text.Append('"').Append(written, 0, limit) is null,
            _ => Literals.Write(text, value),
        };
    }

    private static bool AppendAll(StringBuilder text, string brackets, IEnumerable<RtfsValue> items, int limit, int depth)
    {
        text.Append(brackets[0]);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(' ');
            first = false;
            if (!Append(text, item, limit, depth + 1)) return false;
        }

        text.Append(brackets[1]);
        return true;
    }
}
