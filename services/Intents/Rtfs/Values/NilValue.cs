namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>Nothing.</summary>
internal sealed record NilValue : RtfsValue
{
    public static readonly NilValue Instance = new();

    private NilValue() { }

    public override string TypeName => "nil";

    public override bool IsTruthy => false;
}
