namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>The part of a source that a form was read from.</summary>
/// <param name="At">Where it begins, for messages.</param>
/// <param name="Start">Index of its first character.</param>
/// <param name="End">Index after its last character.</param>
internal readonly record struct SourceSpan(SourcePosition At, int Start, int End)
{
    /// <summary>The text itself, as it was written.</summary>
    public string Cut(string source) => source[Start..End];
}
