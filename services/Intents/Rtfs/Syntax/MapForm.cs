using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Syntax;

/// <summary><c>{:a 1 "b" 2}</c>, in the order written; no key twice.</summary>
internal sealed record MapForm(ImmutableArray<MapFormEntry> Entries) : RtfsForm
{
    public bool Equals(MapForm? other) => other is not null && Entries.SequenceEqual(other.Entries);

    public override int GetHashCode() => HashOf(Entries);
}
