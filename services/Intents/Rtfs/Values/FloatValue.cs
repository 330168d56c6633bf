namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A 64-bit floating-point number, IEEE 754.</summary>
internal sealed record FloatValue(double Value) : RtfsValue
{
    public override string TypeName => "float";
}
