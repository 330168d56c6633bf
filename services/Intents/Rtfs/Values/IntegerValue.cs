namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A 64-bit integer.</summary>
internal sealed record IntegerValue(long Value) : RtfsValue
{
    public override string TypeName => "integer";
}
