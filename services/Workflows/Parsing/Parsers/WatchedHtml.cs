using System.Runtime.ExceptionServices;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>Reads HTML and watches what that costs: by HTML's rules, marks that are never closed are repeated in every later block, so that a short text makes millions of elements.</summary>
internal sealed class WatchedHtml : Stream
{
    // Few enough for what is repeated between two looks at the cost.
    private const int BytesPerRead = 256;
    private const long FixedBudget = 128L * 1024 * 1024;
    private const long LargestBudget = 1024L * 1024 * 1024;
    private const long BudgetPerByte = 100;

    private readonly Stream _source;
    private readonly CancellationToken _cancel;
    private readonly int _mostDepth;
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly long _end;
    private INode? _last;

    private WatchedHtml(Stream source, int mostDepth, CancellationToken cancel)
    {
        _source = source;
        _mostDepth = mostDepth;
        _cancel = cancel;
        _end = GC.GetAllocatedBytesForCurrentThread() + Math.Min(LargestBudget, FixedBudget + BudgetPerByte * source.Length);
    }

    /// <summary>The document. Scripts are not run, nothing is loaded.</summary>
    /// <param name="html">The text.</param>
    /// <param name="mostDepth">How deep elements may nest; the time a parser needs grows with size times depth.</param>
    /// <param name="cancel">Stops.</param>
    /// <exception cref="ParseException">It is too deep, or needs far more memory than pages of its size do.</exception>
    public static IHtmlDocument Parse(string html, int mostDepth, CancellationToken cancel)
    {
        // The mark keeps the parser from believing what the page says of its encoding.
        using var source = new MemoryStream([0xEF, 0xBB, 0xBF, .. System.Text.Encoding.UTF8.GetBytes(html)], writable: false);
        using var watched = new WatchedHtml(source, mostDepth, cancel);
        var parser = new HtmlParser(new HtmlParserOptions { IsScripting = false, OnCreated = (element, _) => watched.Look(element) });
        try
        {
            return parser.ParseDocument(watched);
        }
        catch (AggregateException wrapped) when (wrapped.InnerException is ParseException or OperationCanceledException)
        {
            // The parser reads through tasks, which wrap what is thrown in them.
            ExceptionDispatchInfo.Throw(wrapped.InnerException);
            throw;
        }
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        Look();
        return _source.Read(buffer, offset, Math.Min(count, BytesPerRead));
    }

    // At once: on another thread the cost of this one could not be seen.
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Look();
        return ValueTask.FromResult(_source.Read(buffer.Span[..Math.Min(buffer.Length, BytesPerRead)]));
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => _source.Length;

    public override long Position
    {
        get => _source.Position;
        set => throw new NotSupportedException("This stream is read once.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("This stream is read once.");

    public override void SetLength(long value) => throw new NotSupportedException("This stream is read only.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("This stream is read only.");

    // An element has its place when the next one is made.
    private void Look(INode element)
    {
        Look();
        var depth = 0;
        for (var up = _last; up is not null; up = up.Parent)
        {
            if (++depth > _mostDepth) throw new ParseException($"Expected HTML at most {_mostDepth} elements deep; came more. Close the marks that are left open.");
        }

        _last = element;
    }

    private void Look()
    {
        _cancel.ThrowIfCancellationRequested();
        if (Environment.CurrentManagedThreadId == _thread && GC.GetAllocatedBytesForCurrentThread() > _end)
            throw new ParseException("Expected HTML that a browser could hold; came far more elements than a page of this size has. Close the marks that are left open, or split the file.");
    }
}
