using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>A place that moves through a source and knows its line and column.</summary>
internal sealed class SourceCursor(string text)
{
    private int _line = 1;
    private int _lineStart;

    public int Offset { get; private set; }

    public bool AtEnd => Offset >= text.Length;

    /// <summary>The character here; U+0000 at the end, which no source contains.</summary>
    public char Current => Peek(0);

    public SourcePosition Position => new(_line, Offset - _lineStart + 1);

    public char Peek(int ahead) => Offset + ahead < text.Length ? text[Offset + ahead] : '\0';

    public bool StartsWith(string expected) => string.CompareOrdinal(text, Offset, expected, 0, expected.Length) == 0;

    public string Since(int start) => text[start..Offset];

    public SourceSpan SpanSince(SourcePosition at, int start) => new(at, start, Offset);

    /// <summary>One character on. A line ends with LF, CR or CR LF.</summary>
    public void Advance()
    {
        var passed = text[Offset++];
        if (passed != '\n' && (passed != '\r' || Current == '\n')) return;
        _line++;
        _lineStart = Offset;
    }

    public void Advance(int count)
    {
        for (var i = 0; i < count; i++) Advance();
    }

    /// <summary>What is here, for a message.</summary>
    public string Describe() => AtEnd
        ? "the end of the text"
        : char.IsControl(Current) || char.IsSurrogate(Current) ? $"U+{(int)Current:X4}" : $"'{Current}'";
}
