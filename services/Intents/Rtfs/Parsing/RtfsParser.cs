using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>
/// Reads one RTFS form from its source (grammar: spec semantics §1.10). Total: any text gives a form or an error with its line and
/// column, never an exception.
/// </summary>
internal sealed class RtfsParser
{
    private readonly SourceCursor _source;
    private RtfsError? _error;
    private int _depth;

    private RtfsParser(string source) => _source = new SourceCursor(source);

    /// <summary>Reads a source that holds exactly one form.</summary>
    public static bool TryParse(string source, [NotNullWhen(true)] out RtfsForm? form, [NotNullWhen(false)] out RtfsError? error)
    {
        var parser = new RtfsParser(source);
        form = parser.CheckText(source) ? parser.ReadTop() : null;
        error = form is null ? parser._error! : null;
        return form is not null;
    }

    private bool CheckText(string source)
    {
        // A character is at least a byte: do not count what is certainly too long.
        var bytes = source.Length > RtfsLimits.SourceBytes ? source.Length : Encoding.UTF8.GetByteCount(source);
        if (bytes > RtfsLimits.SourceBytes)
            return Fail($"expected at most {RtfsLimits.SourceBytes} bytes of source, got {bytes} or more", SourcePosition.Start) is not null;
        var nul = source.IndexOf('\0', StringComparison.Ordinal);
        if (nul < 0) return true;
        // No database keeps it in a text.
        _source.Advance(nul);
        return Fail("expected text, got U+0000", _source.Position) is not null;
    }

    private RtfsForm? ReadTop()
    {
        if (!SkipBlanks() || ReadForm() is not { } form || !SkipBlanks()) return null;
        return _source.AtEnd ? form : Fail($"expected the end of the text after one expression, got {_source.Describe()}", _source.Position);
    }

    private RtfsForm? ReadForm()
    {
        var (at, start) = (_source.Position, _source.Offset);
        var form = _source.Current switch
        {
            '(' => ReadList(at),
            '[' => ReadItems(']') is { } items ? new VectorForm([.. items]) : null,
            '{' => ReadItems('}') is { } items ? MapBuilder.Build(items, at, out _error) : null,
            '"' => StringReader.String(_source, out _error),
            ':' => AtomReader.Keyword(_source, out _error),
            '#' => NumberReader.SpecialFloat(_source, out _error),
            _ when NumberReader.StartsNumber(_source) => NumberReader.Number(_source, out _error),
            var c when AtomReader.StartsSymbol(c) => AtomReader.Word(_source, out _error),
            _ => Fail($"expected an expression, got {_source.Describe()}", at),
        };
        return form is null ? null : form with { Span = _source.SpanSince(at, start) };
    }

    private ListForm? ReadList(SourcePosition at)
    {
        if (ReadItems(')') is not { } items) return null;
        var list = new ListForm([.. items]);
        _error = SpecialForms.Check(list, at);
        return _error is null ? list : null;
    }

    private ImmutableArray<RtfsForm>.Builder? ReadItems(char close)
    {
        var (opened, open) = (_source.Position, _source.Current);
        if (++_depth > RtfsLimits.Nesting)
        {
            Fail($"expected at most {RtfsLimits.Nesting} brackets inside each other, got one more", opened);
            return null;
        }

        _source.Advance();
        var items = ImmutableArray.CreateBuilder<RtfsForm>();
        while (SkipBlanks())
        {
            if (_source.Current == close)
            {
                _source.Advance();
                _depth--;
                return items;
            }

            if (_source.AtEnd || _source.Current is ')' or ']' or '}')
            {
                Fail($"expected '{close}' to close the '{open}' at {opened}, got {_source.Describe()}", _source.Position);
                return null;
            }

            if (ReadForm() is not { } item) return null;
            items.Add(item);
        }

        return null;
    }

    private bool SkipBlanks() => (_error = Blanks.Skip(_source)) is null;

    private RtfsForm? Fail(string message, SourcePosition at)
    {
        _error = new RtfsError(RtfsErrorKind.Syntax, message, at);
        return null;
    }
}
