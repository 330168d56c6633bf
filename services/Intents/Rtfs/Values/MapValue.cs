using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A map from keywords, strings and integers to values, in the order it was made.</summary>
internal abstract record MapValue : RtfsValue
{
    public override string TypeName => "map";

    /// <summary>Keys and values in order; no key twice.</summary>
    public abstract ImmutableArray<KeyValuePair<RtfsValue, RtfsValue>> Entries { get; }

    /// <summary>The stored key that a key stands for. Null: there is none.</summary>
    public abstract RtfsValue? Resolve(RtfsValue key);

    /// <summary>The value of a key. Null: the map has no such key.</summary>
    public abstract RtfsValue? Find(RtfsValue key);

    /// <summary>Whether a value can be a key at all.</summary>
    public static bool IsKey(RtfsValue value) => value is KeywordValue or StringValue or IntegerValue;
}
