namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A text.</summary>
internal sealed record StringValue(string Value) : RtfsValue
{
    public override string TypeName => "string";
}
