using System.Text;
using System.Text.Json;

namespace IntentEngine.Workflows.Parsing;

/// <summary>A parsed document as tests look at it.</summary>
internal sealed class Parsed
{
    private Parsed(ParsedContent content)
    {
        Content = content;
        Document = JsonDocument.Parse(content.Document).RootElement;
    }

    public ParsedContent Content { get; }

    public JsonElement Document { get; }

    public static Parsed Of(string text, string fileType, string profile, ParseOptions? options = null, ParseLimits? limits = null) => Of(Encoding.UTF8.GetBytes(text), fileType, profile, options, limits);

    public static Parsed Of(byte[] bytes, string fileType, string profile, ParseOptions? options = null, ParseLimits? limits = null) =>
        new(ContentParsing.Parse(bytes, fileType, profile, options ?? new ParseOptions(), limits ?? new ParseLimits(), CancellationToken.None));

    /// <summary>The refusal of a file.</summary>
    public static string Refusal(string text, string fileType, string profile, ParseOptions? options = null, ParseLimits? limits = null) =>
        Should.Throw<ParseException>(() => Of(text, fileType, profile, options, limits)).Message;

    /// <summary>Columns of a table: <c>name type</c>, with <c>?</c> when it has nulls.</summary>
    public string Columns(int table = 0) => string.Join(", ", Table(table).GetProperty("columns").EnumerateArray()
        .Select(c => $"{c.GetProperty("name").GetString()} {c.GetProperty("type").GetString()}{(c.GetProperty("nullable").GetBoolean() ? "?" : "")}"));

    /// <summary>Rows of a table as JSON.</summary>
    public string Rows(int table = 0) => Table(table).GetProperty("rows").GetRawText();

    public JsonElement Table(int table = 0) => Document.GetProperty("tables")[table];

    /// <summary>Chunks of the text.</summary>
    public string[] Chunks() => [.. Document.GetProperty("chunks").EnumerateArray().Select(c => c.GetProperty("text").GetString()!)];

    /// <summary>Paragraphs of every section: <c>path | kind: text</c>.</summary>
    public string[] Text() =>
    [
        .. Document.GetProperty("sections").EnumerateArray().SelectMany(s => s.GetProperty("paragraphs").EnumerateArray()
            .Select(p => $"{string.Join("/", s.GetProperty("path").EnumerateArray().Select(h => h.GetString()))} | {p.GetProperty("kind").GetString()}: {(p.TryGetProperty("text", out var text) ? text : p.GetProperty("table")).GetString()}")),
    ];
}
