using System.Text.Encodings.Web;
using System.Text.Json;
using IntentEngine.Workflows.Parsing.Parsers;
using IntentEngine.Workflows.Parsing.Profiles;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing;

/// <summary>From the bytes of a file to its parsed document: a parser reads, a profile selects. Pure: same bytes, type, profile and options, same document, byte for byte.</summary>
internal static class ContentParsing
{
    private static readonly Dictionary<string, IContentParser> Parsers = new IContentParser[]
    {
        new CsvContentParser(), new JsonContentParser(), new JsonLinesContentParser(), new MarkdownContentParser(), new HtmlContentParser(), new TextContentParser(),
    }.ToDictionary(parser => parser.FileType, StringComparer.Ordinal);

    private static readonly Dictionary<string, IIngestionProfile> Profiles = new IIngestionProfile[]
    {
        new StructuredProfile(), new UnstructuredProfile(), new HybridProfile(), new WorkflowProfile(), new DataModelProfile(),
    }.ToDictionary(profile => profile.Name, StringComparer.Ordinal);

    /// <summary>The types of file that can be parsed.</summary>
    public static IReadOnlyCollection<string> FileTypes => Parsers.Keys;

    /// <summary>The profiles somebody can choose.</summary>
    public static IReadOnlyCollection<string> IngestionProfiles => Profiles.Keys;

    /// <summary>Parses.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="fileType">One of <see cref="FileTypes"/>.</param>
    /// <param name="profile">One of <see cref="IngestionProfiles"/>.</param>
    /// <param name="options">How to read it.</param>
    /// <param name="limits">How much it may ask for.</param>
    /// <param name="cancel">Stops between rows and blocks.</param>
    /// <exception cref="ParseException">The file is not what its type says, has nothing of what the profile wants, or goes over a limit.</exception>
    public static ParsedContent Parse(ReadOnlyMemory<byte> bytes, string fileType, string profile, ParseOptions options, ParseLimits limits, CancellationToken cancel)
    {
        if (bytes.Length > limits.MaxSourceBytes) throw new ParseException($"Expected a file of at most {limits.MaxSourceBytes} bytes; came {bytes.Length}. Split it.");
        if (bytes.IsEmpty) throw new ParseException("Expected a file with content; came an empty one.");
        if (!Parsers.TryGetValue(fileType, out var parser)) throw new ParseException($"Expected a file type of {string.Join(", ", FileTypes)}; came '{fileType}'.");
        if (!Profiles.TryGetValue(profile, out var chosen)) throw new ParseException($"Expected an ingestion_profile of {string.Join(", ", IngestionProfiles)}; came '{profile}'.");

        var content = parser.Parse(SourceText.Of(bytes, options.Encoding), options, new ContentBuilder(limits), cancel);
        var output = new LimitedOutput(limits.MaxOutputBytes);
        var schema = $"parsed_content.{profile}.v1";
        int records;
        // Only what JSON itself demands is escaped: the document is a file, never part of a page.
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = limits.MaxDepth + 10 }))
        {
            json.WriteStartObject();
            json.WriteString("schema", schema);
            json.WriteString("ingestion_profile", profile);
            json.WriteString("parser_type", fileType);
            json.WriteString("encoding", content.Encoding);
            records = chosen.Write(json, content, options);
            json.WriteNumber("record_count", records);
            json.WriteEndObject();
        }

        return new ParsedContent(output.Written, schema, records, fileType);
    }
}
