namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A name that stands for itself, and a function that looks itself up in a map.</summary>
/// <param name="Name">Without the leading colon.</param>
internal sealed record KeywordValue(string Name) : RtfsValue
{
    public override string TypeName => "keyword";
}
