using System.Text;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Which media types are accepted, how a file's name tells one, and whether the first bytes contradict it.</summary>
/// <remarks>A light check that catches mistakes. Contents are handed out as attachments that no browser runs, so it is no defence and needs to be none.</remarks>
internal static class MediaTypes
{
    private const string Text = "text";

    private static readonly byte[] Zip = [0x50, 0x4B, 0x03, 0x04];

    // Type, what its bytes must look like, endings of names.
    private static readonly (string Type, string Looks, string[] Endings)[] Table =
    [
        ("text/csv", Text, [".csv"]),
        ("text/tab-separated-values", Text, [".tsv", ".tab"]),
        ("text/plain", Text, [".txt", ".log"]),
        ("text/markdown", Text, [".md", ".markdown"]),
        ("text/html", Text, [".html", ".htm"]),
        ("application/json", Text, [".json"]),
        ("application/x-ndjson", Text, [".ndjson", ".jsonl"]),
        ("application/xml", Text, [".xml"]),
        ("text/xml", Text, []),
        ("application/yaml", Text, [".yaml", ".yml"]),
        ("application/pdf", "%PDF-", [".pdf"]),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "zip", [".docx"]),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "zip", [".xlsx"]),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation", "zip", [".pptx"]),
    ];

    private static readonly (string What, byte[] Start)[] Binaries =
    [
        ("a PDF document", "%PDF-"u8.ToArray()), ("a ZIP archive", Zip), ("a gzip file", [0x1F, 0x8B, 0x08]), ("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
        ("a JPEG image", [0xFF, 0xD8, 0xFF]), ("a GIF image", "GIF8"u8.ToArray()), ("a program", [0x7F, 0x45, 0x4C, 0x46]), ("a program", "MZ"u8.ToArray()),
    ];

    /// <summary>How many of the first bytes <see cref="Contradiction"/> looks at.</summary>
    public const int HeadLength = 512;

    /// <summary>The types accepted without further settings.</summary>
    public static IReadOnlyList<string> Known { get; } = [.. Table.Select(entry => entry.Type)];

    /// <summary>The type that a file's name suggests. Null: none.</summary>
    public static string? OfName(string? name) =>
        name is null ? null : Table.Where(entry => entry.Endings.Contains(Path.GetExtension(name).ToLowerInvariant())).Select(entry => entry.Type).FirstOrDefault();

    /// <summary>Why the first bytes cannot be of a type, as the rest of a sentence "…; came". Null: they can.</summary>
    public static string? Contradiction(string type, ReadOnlySpan<byte> head) => Table.FirstOrDefault(entry => entry.Type == type).Looks switch
    {
        null => null,
        Text => Binary(head) ?? (HasNul(head) ? "bytes that no text has (NUL)" : null),
        "zip" => head.StartsWith(Zip) ? null : Binary(head) ?? "no ZIP archive, which such a document is",
        var start => head.StartsWith(Encoding.ASCII.GetBytes(start)) ? null : Binary(head) ?? $"bytes that do not begin with {start}",
    };

    private static string? Binary(ReadOnlySpan<byte> head)
    {
        foreach (var (what, start) in Binaries)
            // "MZ" alone also begins a text; a program has NULs after it.
            if (head.StartsWith(start) && (start.Length > 2 || HasNul(head))) return what;
        return null;
    }

    // UTF-16 is full of NULs and says so in its first two bytes.
    private static bool HasNul(ReadOnlySpan<byte> head) => head.Contains((byte)0) && !head.StartsWith<byte>([0xFF, 0xFE]) && !head.StartsWith<byte>([0xFE, 0xFF]);
}
