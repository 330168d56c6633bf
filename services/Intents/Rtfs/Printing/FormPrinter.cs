using System.Text;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.Printing;

/// <summary>Forms as source text on one line. What is printed parses to an equal form.</summary>
internal static class FormPrinter
{
    /// <summary>The text of a form.</summary>
    public static string Print(RtfsForm form)
    {
        var text = new StringBuilder();
        Write(text, form);
        return text.ToString();
    }

    /// <summary>The beginning of a form's text, for messages.</summary>
    public static string Describe(RtfsForm form) => Excerpt.Of(Print(form), 60);

    private static void Write(StringBuilder text, RtfsForm form)
    {
        switch (form)
        {
            case LiteralForm literal:
                Literals.Write(text, literal.Value);
                break;
            case SymbolForm symbol:
                text.Append(symbol.Name);
                break;
            case VectorForm vector:
                WriteAll(text, '[', vector.Items, ']');
                break;
            case ListForm list:
                WriteAll(text, '(', list.Items, ')');
                break;
            case MapForm map:
                WriteAll(text, '{', map.Entries.SelectMany(e => new[] { e.Key, e.Value }), '}');
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(form), form.GetType().Name, "Expected one of the five kinds of form.");
        }
    }

    private static void WriteAll(StringBuilder text, char open, IEnumerable<RtfsForm> items, char close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(' ');
            first = false;
            Write(text, item);
        }

        text.Append(close);
    }
}
