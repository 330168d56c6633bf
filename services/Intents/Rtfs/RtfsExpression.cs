using System.Diagnostics.CodeAnalysis;
using IntentEngine.Intents.Rtfs.Parsing;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs;

/// <summary>A parsed expression with its source, byte for byte as it came.</summary>
internal sealed record RtfsExpression
{
    private RtfsExpression(string source, RtfsForm form) => (Source, Form) = (source, form);

    public string Source { get; }

    public RtfsForm Form { get; }

    /// <summary>Parses a source that holds exactly one expression.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out RtfsExpression? expression, [NotNullWhen(false)] out RtfsError? error)
    {
        expression = RtfsParser.TryParse(source, out var form, out error) ? new RtfsExpression(source, form) : null;
        return expression is not null;
    }

    public override string ToString() => Source;
}
