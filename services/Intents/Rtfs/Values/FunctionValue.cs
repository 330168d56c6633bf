namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A function: made by <c>fn</c> or built in.</summary>
internal abstract record FunctionValue : RtfsValue
{
    public override string TypeName => "function";
}
