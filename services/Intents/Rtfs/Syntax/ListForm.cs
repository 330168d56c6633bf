using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary><c>(f a b)</c>: a call, or a special form when it begins with the name of one.</summary>
internal sealed record ListForm(ImmutableArray<RtfsForm> Items) : RtfsForm
{
    /// <summary>The symbol it begins with. Null: it is empty or begins with something else.</summary>
    public string? Head => Items is [SymbolForm symbol, ..] ? symbol.Name : null;

    public bool Equals(ListForm? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashOf(Items);
}
