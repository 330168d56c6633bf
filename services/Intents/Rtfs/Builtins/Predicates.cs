using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>What kind of value something is.</summary>
internal static class Predicates
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        Is("nil?", value => value is NilValue),
        Is("bool?", value => value is BooleanValue),
        Is("int?", value => value is IntegerValue),
        Is("float?", value => value is FloatValue),
        Is("number?", Numbers.IsNumber),
        Is("string?", value => value is StringValue),
        Is("keyword?", value => value is KeywordValue),
        Is("vector?", value => value is SequenceValue { IsVector: true }),
        Is("map?", value => value is MapValue),
        Is("fn?", value => value is FunctionValue),
    ];

    private static Builtin Is(string name, Func<RtfsValue, bool> holds) => new(name, 1, 1, call => BooleanValue.Of(holds(call[0])));
}
