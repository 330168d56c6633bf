using System.Globalization;
using System.Text;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Printing;

/// <summary>Values that have a literal, as source text.</summary>
internal static class Literals
{
    /// <summary>Appends the literal; false, and nothing appended, when the value is a collection or a function.</summary>
    public static bool Write(StringBuilder text, RtfsValue value)
    {
        switch (value)
        {
            case NilValue:
                text.Append("nil");
                return true;
            case BooleanValue boolean:
                text.Append(boolean.Value ? "true" : "false");
                return true;
            case IntegerValue integer:
                text.Append(integer.Value.ToString(CultureInfo.InvariantCulture));
                return true;
            case FloatValue number:
                text.Append(Float(number.Value));
                return true;
            case StringValue written:
                Quote(text, written.Value);
                return true;
            case KeywordValue keyword:
                text.Append(':').Append(keyword.Name);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The shortest text that reads back as the same number; always with a point, as the grammar wants.</summary>
    public static string Float(double value)
    {
        if (double.IsNaN(value)) return "##NaN";
        if (double.IsInfinity(value)) return value > 0 ? "##Inf" : "##-Inf";
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        if (shortest.Contains('.', StringComparison.Ordinal)) return shortest;
        var exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? shortest + ".0" : shortest.Insert(exponent, ".0");
    }

    private static void Quote(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }
}
