using System.Globalization;
using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>Reads integers of 64 bits, floats, and the three special floats.</summary>
internal static class NumberReader
{
    private static readonly (string Text, double Value)[] Special =
        [("##Inf", double.PositiveInfinity), ("##-Inf", double.NegativeInfinity), ("##NaN", double.NaN)];

    /// <summary>A digit, or a sign with a digit behind it: <c>-5</c> is a number, <c>-</c> and <c>-></c> are symbols.</summary>
    public static bool StartsNumber(SourceCursor source) =>
        char.IsAsciiDigit(source.Current) || (source.Current is '+' or '-' && char.IsAsciiDigit(source.Peek(1)));

    public static RtfsForm? Number(SourceCursor source, out RtfsError? error)
    {
        var (at, start) = (source.Position, source.Offset);
        if (source.Current is '+' or '-') source.Advance();
        Digits(source);
        var isFloat = source.Current == '.';
        if (isFloat && !Fraction(source, out error)) return null;
        error = AtomReader.EndOf(source, $"the number {source.Since(start)}");
        if (error is not null)
        {
            if (!isFloat && source.Current is 'e' or 'E') error = new RtfsError(RtfsErrorKind.Syntax, $"expected a point before the exponent, as in 1.0e5, got {source.Describe()}", source.Position);
            return null;
        }

        return isFloat ? Float(source.Since(start), at, out error) : Integer(source.Since(start), at, out error);
    }

    public static RtfsForm? SpecialFloat(SourceCursor source, out RtfsError? error)
    {
        foreach (var (text, value) in Special)
        {
            if (!source.StartsWith(text)) continue;
            source.Advance(text.Length);
            error = AtomReader.EndOf(source, text);
            return error is null ? new LiteralForm(new FloatValue(value)) : null;
        }

        error = new RtfsError(RtfsErrorKind.Syntax, "expected ##Inf, ##-Inf, ##NaN or a comment #| … |# after '#'", source.Position);
        return null;
    }

    private static void Digits(SourceCursor source)
    {
        while (char.IsAsciiDigit(source.Current)) source.Advance();
    }

    private static bool Fraction(SourceCursor source, out RtfsError? error)
    {
        source.Advance();
        if (!Demand(source, "after the point", out error)) return false;
        Digits(source);
        if (source.Current is not ('e' or 'E')) return true;
        source.Advance();
        if (source.Current is '+' or '-') source.Advance();
        if (!Demand(source, "in the exponent", out error)) return false;
        Digits(source);
        return true;
    }

    private static bool Demand(SourceCursor source, string where, out RtfsError? error)
    {
        error = char.IsAsciiDigit(source.Current) ? null : new RtfsError(RtfsErrorKind.Syntax, $"expected a digit {where}, got {source.Describe()}", source.Position);
        return error is null;
    }

    private static LiteralForm? Integer(string text, SourcePosition at, out RtfsError? error)
    {
        var fits = long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
        error = fits ? null : new RtfsError(RtfsErrorKind.Syntax, $"expected an integer from {long.MinValue} to {long.MaxValue}, got {Excerpt.Of(text, 40)}", at);
        return fits ? new LiteralForm(new IntegerValue(value)) : null;
    }

    private static LiteralForm? Float(string text, SourcePosition at, out RtfsError? error)
    {
        var value = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        error = double.IsFinite(value) ? null : new RtfsError(RtfsErrorKind.Syntax, $"expected a float of 64 bits (or ##Inf), got {Excerpt.Of(text, 40)}", at);
        return error is null ? new LiteralForm(new FloatValue(value)) : null;
    }
}
