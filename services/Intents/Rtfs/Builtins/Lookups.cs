using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>get</c>, <c>get-in</c> and a keyword as a function. What is missing gives the default, or nil; what has no keys is an error.</summary>
internal static class Lookups
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("get", 2, 3, call => Get(call, call[0], call[1]) is var (found, failed) && failed ? null : found ?? Default(call, 2)),
        new("get-in", 2, 3, GetIn),
    ];

    /// <summary><c>(:key map)</c> or <c>(:key map default)</c>; of nil it is the default.</summary>
    public static RtfsValue? ByKeyword(Call call, KeywordValue keyword) => call switch
    {
        { Count: not (1 or 2) } => call.Fail(RtfsErrorKind.Arity, $"{keyword} expects a map and perhaps a default, got {call.Count} arguments"),
        _ when call[0] is MapValue map => map.Find(keyword) ?? Default(call, 1),
        _ when call[0] is NilValue => Default(call, 1),
        _ => call.Expected("a map"),
    };

    private static RtfsValue? GetIn(Call call)
    {
        if (call[1] is not SequenceValue path) return call.Expected("a map or vector, a vector of keys and perhaps a default");
        var current = call[0];
        for (var i = 0; i < path.Items.Length; i++)
        {
            if (!call.Charge(1)) return null;
            // Nothing is inside of what is missing, so the rest of the path is missing too.
            if (i > 0 && current is NilValue) return Default(call, 2);
            var (found, failed) = Get(call, current, path.Items[i]);
            if (failed) return null;
            if (found is null) return Default(call, 2);
            current = found;
        }

        return current;
    }

    // Nothing found is not an error, so the two are told apart.
    private static (RtfsValue? Found, bool Failed) Get(Call call, RtfsValue target, RtfsValue key) => (target, key) switch
    {
        (MapValue map, _) when MapValue.IsKey(key) => (map.Find(key), false),
        (SequenceValue { IsVector: true } vector, IntegerValue index) => (vector.At(index.Value), false),
        _ => (call.Expected("a map with a keyword, string or integer, or a vector with an integer"), true),
    };

    private static RtfsValue Default(Call call, int index) => call.Optional(index) ?? NilValue.Instance;
}
