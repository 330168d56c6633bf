using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Why an expression could not be read or evaluated, and where.</summary>
/// <param name="Kind">The kind of error.</param>
/// <param name="Message">What was expected and what came, for people.</param>
/// <param name="At">Where in the source.</param>
internal sealed record RtfsError(RtfsErrorKind Kind, string Message, SourcePosition At)
{
    /// <summary><c>line:column: message</c>.</summary>
    public override string ToString() => $"{At}: {Message}";
}
