using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A vector or a list.</summary>
internal sealed record SequenceValue(ImmutableArray<RtfsValue> Items, bool IsVector = true) : RtfsValue
{
    /// <summary><c>()</c>.</summary>
    public static readonly SequenceValue EmptyList = new([], IsVector: false);

    public override string TypeName => IsVector ? "vector" : "list";

    /// <summary>The item at an index. Null: there is none.</summary>
    public RtfsValue? At(long index) => index >= 0 && index < Items.Length ? Items[(int)index] : null;
}
