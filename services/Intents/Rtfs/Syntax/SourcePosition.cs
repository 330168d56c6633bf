using System.Globalization;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>A place in a source. Both count from 1; columns count UTF-16 units, as editors do.</summary>
internal readonly record struct SourcePosition(int Line, int Column)
{
    /// <summary>The first character.</summary>
    public static SourcePosition Start { get; } = new(1, 1);

    /// <summary><c>line:column</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Line}:{Column}");
}
