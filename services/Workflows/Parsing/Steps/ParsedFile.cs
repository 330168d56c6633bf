namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>Output of step 1: the parsed document in the content store, and its semantic descriptor (spec semantics §2.3).</summary>
/// <param name="Sha256">What finds the document.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Schema">Name of its schema.</param>
/// <param name="RecordCount">Rows, chunks, steps or entities.</param>
/// <param name="ParserType">The parser.</param>
internal sealed record ParsedFile(string Sha256, long Size, string Schema, int RecordCount, string ParserType);
