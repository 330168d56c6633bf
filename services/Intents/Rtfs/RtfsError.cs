using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Why an expression could not be read or evaluated, and where.</summary>
/// <param name="kind">The kind of error.</param>
/// <param name="message">What was expected and what came, for people; cut at 500 characters.</param>
/// <param name="at">Where in the source.</param>
internal sealed class RtfsError(RtfsErrorKind kind, string message, SourcePosition at)
{
    private const int LongestMessage = 500;

    public RtfsErrorKind Kind { get; } = kind;

    public string Message { get; } = Excerpt.Of(message, LongestMessage);

    public SourcePosition At { get; } = at;

    /// <summary><c>line:column: message</c>.</summary>
    public override string ToString() => $"{At}: {Message}";
}
