namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>A name, looked up when it is evaluated.</summary>
internal sealed record SymbolForm(string Name) : RtfsForm;
