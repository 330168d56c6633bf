using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary><c>[a b c]</c>.</summary>
internal sealed record VectorForm(ImmutableArray<RtfsForm> Items) : RtfsForm
{
    public bool Equals(VectorForm? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashOf(Items);
}
