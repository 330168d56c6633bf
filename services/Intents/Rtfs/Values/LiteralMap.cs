using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>A map written in an expression: <c>:a</c>, <c>"a"</c> and <c>1</c> are different keys.</summary>
internal sealed record LiteralMap : MapValue
{
    private readonly Dictionary<RtfsValue, RtfsValue> _values;

    /// <param name="entries">No key twice, as the parser makes sure.</param>
    public LiteralMap(ImmutableArray<KeyValuePair<RtfsValue, RtfsValue>> entries)
    {
        Entries = entries;
        _values = new Dictionary<RtfsValue, RtfsValue>(entries);
    }

    public override ImmutableArray<KeyValuePair<RtfsValue, RtfsValue>> Entries { get; }

    public override RtfsValue? Resolve(RtfsValue key) => _values.ContainsKey(key) ? key : null;

    public override RtfsValue? Find(RtfsValue key) => _values.GetValueOrDefault(key);
}
