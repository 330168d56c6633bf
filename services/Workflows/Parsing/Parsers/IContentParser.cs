using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Parsers;

/// <summary>Reads one type of file. Pure: same bytes and options, same content; never throws but <see cref="ParseException"/> and cancellation.</summary>
internal interface IContentParser
{
    /// <summary>Type of file, e.g. <c>csv</c>.</summary>
    string FileType { get; }

    /// <summary>Reads the text into <paramref name="content"/>, which holds it to the limits.</summary>
    SourceContent Parse(SourceText source, ParseOptions options, ContentBuilder content, CancellationToken cancel);
}
