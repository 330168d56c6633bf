using System.Buffers;

namespace IntentEngine.Workflows.Parsing;

/// <summary>A buffer that stops a document from growing past its limit.</summary>
internal sealed class LimitedOutput(int limit) : IBufferWriter<byte>
{
    private readonly ArrayBufferWriter<byte> _written = new();

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Written => _written.WrittenMemory;

    public void Advance(int count)
    {
        // Before anything is kept: a writer that is closed after this says the same again.
        if (_written.WrittenCount > limit - count) throw new ParseException($"Expected a parsed document of at most {limit} bytes; came more. Split the file.");
        _written.Advance(count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => _written.GetMemory(sizeHint);

    public Span<byte> GetSpan(int sizeHint = 0) => _written.GetSpan(sizeHint);
}
