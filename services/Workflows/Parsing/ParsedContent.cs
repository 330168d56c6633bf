namespace IntentEngine.Workflows.Parsing;

/// <summary>What came of parsing: a JSON document and how to describe it.</summary>
/// <param name="Document">The document, UTF-8.</param>
/// <param name="Schema">Name of its schema, e.g. <c>parsed_content.hybrid.v1</c>.</param>
/// <param name="RecordCount">Rows, chunks, steps or entities, as the profile counts.</param>
/// <param name="ParserType">The parser, e.g. <c>csv</c>.</param>
internal sealed record ParsedContent(ReadOnlyMemory<byte> Document, string Schema, int RecordCount, string ParserType);
