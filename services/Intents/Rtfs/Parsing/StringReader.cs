using System.Text;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>
/// Reads strings. The escapes are <c>\" \\ \n \r \t</c>; the backslash before any other character stays, so that <c>"\d+"</c> is
/// the regular expression it looks like.
/// </summary>
internal static class StringReader
{
    public static RtfsForm? String(SourceCursor source, out RtfsError? error)
    {
        var opened = source.Position;
        var text = new StringBuilder();
        source.Advance();
        while (!source.AtEnd && source.Current != '"')
        {
            if (source.Current == '\\')
            {
                source.Advance();
                if (source.AtEnd) break;
                Escape(text, source.Current);
            }
            else
            {
                text.Append(source.Current);
            }

            source.Advance();
        }

        error = source.AtEnd ? new RtfsError(RtfsErrorKind.Syntax, "expected '\"' to end this string, got the end of the text", opened) : null;
        if (error is not null) return null;
        source.Advance();
        return new LiteralForm(new StringValue(text.ToString()));
    }

    private static void Escape(StringBuilder text, char escaped) => _ = escaped switch
    {
        '"' or '\\' => text.Append(escaped),
        'n' => text.Append('\n'),
        'r' => text.Append('\r'),
        't' => text.Append('\t'),
        _ => text.Append('\\').Append(escaped),
    };
}
