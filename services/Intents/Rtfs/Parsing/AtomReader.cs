using System.Buffers;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>Reads symbols, keywords and the words nil, true and false.</summary>
internal static class AtomReader
{
    private static readonly SearchValues<char> Start = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$+-*/=<>!?%");
    private static readonly SearchValues<char> Further = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_$+-*/=<>!?%0123456789.@");

    public static bool StartsSymbol(char c) => Start.Contains(c);

    /// <summary>A symbol, or a word that is a literal only as a whole: <c>nil</c> is, <c>nil?</c> is not.</summary>
    public static RtfsForm? Word(SourceCursor source, out RtfsError? error)
    {
        var name = Name(source);
        error = EndOf(source, $"the symbol '{name}'");
        if (error is not null) return null;
        return name switch
        {
            "nil" => new LiteralForm(NilValue.Instance),
            "true" => new LiteralForm(BooleanValue.True),
            "false" => new LiteralForm(BooleanValue.False),
            _ => new SymbolForm(name),
        };
    }

    /// <summary><c>:name</c>, or several parts as in <c>:ns:v1.0/name</c>.</summary>
    public static RtfsForm? Keyword(SourceCursor source, out RtfsError? error)
    {
        var start = source.Offset + 1;
        while (source.Current == ':')
        {
            source.Advance();
            if (!StartsSymbol(source.Current))
            {
                error = new RtfsError(RtfsErrorKind.Syntax, $"expected a name after ':', got {source.Describe()}", source.Position);
                return null;
            }

            Name(source);
        }

        var name = source.Since(start);
        error = EndOf(source, $"the keyword ':{name}'");
        return error is null ? new LiteralForm(new KeywordValue(name)) : null;
    }

    /// <summary>Null when an atom may end here.</summary>
    public static RtfsError? EndOf(SourceCursor source, string atom) => Blanks.EndsAtom(source)
        ? null
        : new RtfsError(RtfsErrorKind.Syntax, $"expected a blank or a bracket after {atom}, got {source.Describe()}", source.Position);

    private static string Name(SourceCursor source)
    {
        var start = source.Offset;
        while (Further.Contains(source.Current)) source.Advance();
        return source.Since(start);
    }
}
