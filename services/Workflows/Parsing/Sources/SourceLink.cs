namespace IntentEngine.Workflows.Parsing.Sources;

/// <summary>A reference from the text to somewhere else; never followed.</summary>
internal sealed record SourceLink(string Text, string Href);
