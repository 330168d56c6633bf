using System.Collections.Immutable;

namespace IntentEngine.Intents.Rtfs.Values;

/// <summary>
/// A map that came as JSON. <c>:total-revenue</c>, <c>"total-revenue"</c> and <c>"total_revenue"</c> find the same value
/// (spec semantics §1.11); a key spelled exactly as asked wins.
/// </summary>
internal sealed record JsonMap : MapValue
{
    private readonly Dictionary<string, RtfsValue> _values;
    private readonly Dictionary<string, string> _spellings = new(StringComparer.Ordinal);

    /// <param name="values">Names and values in order; where a name comes twice the last one counts.</param>
    public JsonMap(IEnumerable<KeyValuePair<string, RtfsValue>> values)
    {
        _values = new Dictionary<string, RtfsValue>(StringComparer.Ordinal);
        foreach (var (name, value) in values) _values[name] = value;
        Entries = [.. _values.Select(v => KeyValuePair.Create<RtfsValue, RtfsValue>(new StringValue(v.Key), v.Value))];
        // Sorted: two names of one spelling must not depend on the order a database keeps them in.
        foreach (var name in _values.Keys.Order(StringComparer.Ordinal)) _spellings.TryAdd(Normalize(name), name);
    }

    /// <summary><c>{}</c>.</summary>
    public static JsonMap Empty { get; } = new([]);

    public override ImmutableArray<KeyValuePair<RtfsValue, RtfsValue>> Entries { get; }

    public override RtfsValue? Resolve(RtfsValue key) => NameOf(key) is { } asked && Stored(asked) is { } name ? new StringValue(name) : null;

    public override RtfsValue? Find(RtfsValue key) => NameOf(key) is { } name ? Find(name) : null;

    /// <summary>The value of a name. Null: there is none.</summary>
    public RtfsValue? Find(string name) => Stored(name) is { } stored ? _values[stored] : null;

    /// <summary>A copy in which a name has the given value.</summary>
    public JsonMap With(string name, RtfsValue value) => new(_values.Append(KeyValuePair.Create(name, value)));

    private string? Stored(string name) => _values.ContainsKey(name) ? name : _spellings.GetValueOrDefault(Normalize(name));

    private static string? NameOf(RtfsValue key) => key switch
    {
        KeywordValue keyword => keyword.Name,
        StringValue text => text.Value,
        _ => null,
    };

    private static string Normalize(string name) => name.Replace('-', '_');
}
