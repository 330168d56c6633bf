namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>True or false.</summary>
internal sealed record BooleanValue : RtfsValue
{
    public static readonly BooleanValue True = new(true);
    public static readonly BooleanValue False = new(false);

    private BooleanValue(bool value) => Value = value;

    public bool Value { get; }

    public override string TypeName => "boolean";

    public override bool IsTruthy => Value;

    public static BooleanValue Of(bool value) => value ? True : False;
}
