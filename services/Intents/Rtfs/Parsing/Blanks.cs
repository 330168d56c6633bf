namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>What separates forms: space, tab, line ends, commas and comments.</summary>
internal static class Blanks
{
    /// <summary>Moves to the next form. Null: done; otherwise what is wrong.</summary>
    public static RtfsError? Skip(SourceCursor source)
    {
        while (!source.AtEnd)
        {
            if (source.Current is ' ' or '\t' or '\r' or '\n' or ',')
            {
                source.Advance();
            }
            else if (source.Current == ';')
            {
                while (!source.AtEnd && source.Current is not ('\n' or '\r')) source.Advance();
            }
            else if (source.StartsWith("#|"))
            {
                var opened = source.Position;
                source.Advance(2);
                while (!source.AtEnd && !source.StartsWith("|#")) source.Advance();
                if (source.AtEnd) return new RtfsError(RtfsErrorKind.Syntax, "expected '|#' to end this comment, got the end of the text", opened);
                source.Advance(2);
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>Whether an atom may end here, so that <c>12ab</c> is an error and not two forms.</summary>
    public static bool EndsAtom(SourceCursor source) =>
        source.AtEnd || source.Current is ' ' or '\t' or '\r' or '\n' or ',' or ';' or '(' or ')' or '[' or ']' or '{' or '}' or '"' || source.StartsWith("#|");
}
