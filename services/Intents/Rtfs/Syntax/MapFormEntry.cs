namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>One key of a map and its form; the key is a keyword, a string or an integer.</summary>
internal sealed record MapFormEntry(LiteralForm Key, RtfsForm Value);
