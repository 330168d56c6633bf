using IntentEngine.Intents.Rtfs.Printing;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary>A node of a parsed source. Immutable; equal when the structure is equal, wherever it was read from.</summary>
internal abstract record RtfsForm
{
    /// <summary>Where it was read from; empty for a form that was built. Not part of equality.</summary>
    public SourceSpan Span { get; init; }

    public virtual bool Equals(RtfsForm? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>The form as source text.</summary>
    public sealed override string ToString() => FormPrinter.Print(this);

    private protected static int HashOf<T>(IEnumerable<T> items)
    {
        var hash = new HashCode();
        foreach (var item in items) hash.Add(item);
        return hash.ToHashCode();
    }
}
