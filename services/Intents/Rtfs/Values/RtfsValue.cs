using IntentEngine.Intents.Rtfs.Printing;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>What an expression evaluates to. Immutable. Compare with <see cref="ValueEquality"/>, which knows numbers and collections and counts its steps.</summary>
internal abstract record RtfsValue
{
    /// <summary>The kind of value, for messages.</summary>
    public abstract string TypeName { get; }

    /// <summary>Only nil and false are not.</summary>
    public virtual bool IsTruthy => true;

    /// <summary>The value as text, cut where it grows too long; for people and debuggers.</summary>
    public sealed override string ToString() => ValuePrinter.Describe(this);
}
