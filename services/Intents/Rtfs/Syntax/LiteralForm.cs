using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>A form that stands for itself: nil, a boolean, a number, a string or a keyword.</summary>
internal sealed record LiteralForm(RtfsValue Value) : RtfsForm;
