using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>The bytes of a file with the encoding they are in.</summary>
internal sealed class SourceText
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private readonly Encoding _encoding;

    private SourceText(ReadOnlyMemory<byte> bytes, Encoding encoding, string name)
    {
        _bytes = bytes;
        _encoding = encoding;
        EncodingName = name;
    }

    /// <summary>Encodings somebody may name. All refuse bytes that mean nothing in them.</summary>
    public static FrozenDictionary<string, Encoding> Encodings { get; } = new Dictionary<string, Encoding>
    {
        ["utf-8"] = new UTF8Encoding(false, throwOnInvalidBytes: true),
        ["utf-16"] = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true),
        ["utf-16be"] = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true),
        ["utf-32"] = new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true),
        ["windows-1252"] = CodePagesEncodingProvider.Instance.GetEncoding(1252)!,
        ["iso-8859-1"] = Encoding.Latin1,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The longer mark first: that of UTF-32 begins like that of UTF-16.
    private static readonly (byte[] Mark, string Name)[] Marks =
    [
        ([0xFF, 0xFE, 0, 0], "utf-32"), ([0xEF, 0xBB, 0xBF], "utf-8"), ([0xFF, 0xFE], "utf-16"), ([0xFE, 0xFF], "utf-16be"),
    ];

    /// <summary>Name of the encoding, as in <see cref="Encodings"/>.</summary>
    public string EncodingName { get; }

    /// <summary>Finds the encoding: the named one, the byte order mark's, UTF-8 when the bytes are that, else Windows-1252.</summary>
    /// <exception cref="ParseException">The bytes are not text, or not in the named encoding.</exception>
    public static SourceText Of(ReadOnlyMemory<byte> bytes, string? named)
    {
        var mark = Array.Find(Marks, m => bytes.Span.StartsWith(m.Mark) && (named is null || m.Name == named));
        var name = named ?? mark.Name ?? (Utf8.IsValid(bytes.Span) ? "utf-8" : "windows-1252");
        var text = new SourceText(bytes[(mark.Mark?.Length ?? 0)..], Encodings[name], name);
        text.Check();
        return text;
    }

    /// <summary>Reads the text from its start.</summary>
    public TextReader Open() => new StreamReader(Stream(), _encoding, detectEncodingFromByteOrderMarks: false);

    /// <summary>The whole text.</summary>
    public string ReadAll() => _encoding.GetString(_bytes.Span);

    /// <summary>The whole text as UTF-8.</summary>
    public ReadOnlyMemory<byte> Utf8Bytes() => EncodingName == "utf-8" ? _bytes : Encoding.UTF8.GetBytes(ReadAll());

    private MemoryStream Stream() => System.Runtime.InteropServices.MemoryMarshal.TryGetArray(_bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
        : new MemoryStream(_bytes.ToArray(), writable: false);

    private void Check()
    {
        try
        {
            _encoding.GetCharCount(_bytes.Span);
        }
        catch (DecoderFallbackException invalid)
        {
            throw new ParseException($"The file is not {EncodingName}: byte {invalid.Index} means nothing in it. Name its encoding in parse_options.encoding ({string.Join(", ", Encodings.Keys)}).");
        }

        using var reader = Open();
        Span<char> buffer = stackalloc char[4096];
        for (int count, line = 1; (count = reader.Read(buffer)) > 0;)
        {
            var nul = buffer[..count].IndexOf('\0');
            line += buffer[..(nul < 0 ? count : nul)].Count('\n');
            if (nul >= 0) throw ParseException.AtLine(line, "expected text; came a NUL character, as in binary files. Text in UTF-16 needs a byte order mark or parse_options.encoding.");
        }
    }
}
