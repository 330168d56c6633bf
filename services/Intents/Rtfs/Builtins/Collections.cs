using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>count empty? contains? first last nth keys vals list</c>.</summary>
internal static class Collections
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("count", 1, 1, Count),
        new("empty?", 1, 1, IsEmpty),
        new("contains?", 2, 2, Contains),
        new("first", 1, 1, call => call[0] is SequenceValue items ? items.At(0) ?? NilValue.Instance : call.Expected("a vector or list")),
        new("last", 1, 1, call => call[0] is SequenceValue items ? items.At(items.Items.Length - 1) ?? NilValue.Instance : call.Expected("a vector or list")),
        new("nth", 2, 3, Nth),
        new("keys", 1, 1, call => Half(call, entry => entry.Key)),
        new("vals", 1, 1, call => Half(call, entry => entry.Value)),
        new("list", 0, int.MaxValue, call => new SequenceValue([.. call.Arguments], IsVector: false)),
    ];

    private static RtfsValue? Count(Call call) => call[0] switch
    {
        SequenceValue items => new IntegerValue(items.Items.Length),
        MapValue map => new IntegerValue(map.Entries.Length),
        StringValue text => Strings.Length(call, text.Value),
        _ => call.Expected("a vector, list, map or string"),
    };

    private static RtfsValue? IsEmpty(Call call) => call[0] switch
    {
        SequenceValue items => BooleanValue.Of(items.Items.IsEmpty),
        MapValue map => BooleanValue.Of(map.Entries.IsEmpty),
        StringValue text => BooleanValue.Of(text.Value.Length == 0),
        NilValue => BooleanValue.True,
        _ => call.Expected("a vector, list, map, string or nil"),
    };

    private static RtfsValue? Contains(Call call) => (call[0], call[1]) switch
    {
        (MapValue map, var key) when MapValue.IsKey(key) => BooleanValue.Of(map.Find(key) is not null),
        (SequenceValue items, var item) => HasItem(call, items, item),
        (StringValue text, StringValue part) => Strings.Contains(call, text.Value, part.Value),
        _ => call.Expected("a map and a key, a vector or list and an element, or two strings"),
    };

    private static BooleanValue? HasItem(Call call, SequenceValue items, RtfsValue item)
    {
        foreach (var candidate in items.Items)
        {
            if (ValueEquality.AreEqual(call, candidate, item) is not { } equal) return null;
            if (equal) return BooleanValue.True;
        }

        return BooleanValue.False;
    }

    private static RtfsValue? Nth(Call call)
    {
        if (call[0] is not SequenceValue items || call[1] is not IntegerValue index) return call.Expected("a vector or list, an integer and perhaps a default");
        return items.At(index.Value) ?? call.Optional(2)
            ?? call.Fail(RtfsErrorKind.Argument, $"nth expects an index below {items.Items.Length}, the number of elements, and not negative, got {index.Value}");
    }

    private static RtfsValue? Half(Call call, Func<KeyValuePair<RtfsValue, RtfsValue>, RtfsValue> half)
    {
        if (call[0] is not MapValue map) return call.Expected("a map");
        return call.Charge(map.Entries.Length) ? new SequenceValue([.. map.Entries.Select(half)]) : null;
    }
}
