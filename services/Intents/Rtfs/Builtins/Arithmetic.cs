using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>+ - * / mod abs min max inc dec</c>. Integers stay integers; with a float among the arguments the result is a float.</summary>
internal static class Arithmetic
{
    private static readonly IntegerValue One = new(1);

    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("+", 1, int.MaxValue, call => Fold(call, Add)),
        new("*", 1, int.MaxValue, call => Fold(call, Multiply)),
        new("-", 1, int.MaxValue, call => call.Count == 1 ? Negate(call, call[0]) : Fold(call, Subtract)),
        new("/", 2, int.MaxValue, call => Fold(call, Division.Divide)),
        new("mod", 2, 2, call => Fold(call, Division.Remainder)),
        new("min", 1, int.MaxValue, call => Fold(call, (_, best, next) => Comparison.Sign(next, best) < 0 ? next : best)),
        new("max", 1, int.MaxValue, call => Fold(call, (_, best, next) => Comparison.Sign(next, best) > 0 ? next : best)),
        new("abs", 1, 1, call => Fold(call, Keep) is { } number ? Comparison.Sign(number, new IntegerValue(0)) < 0 ? Negate(call, number) : number : null),
        new("inc", 1, 1, call => Fold(call, Keep) is { } number ? Add(call, number, One) : null),
        new("dec", 1, 1, call => Fold(call, Keep) is { } number ? Subtract(call, number, One) : null),
    ];

    private static RtfsValue? Fold(Call call, Func<Call, RtfsValue, RtfsValue, RtfsValue?> step)
    {
        if (!call.Arguments.All(Numbers.IsNumber)) return call.Expected(call.Count == 1 ? "a number" : "numbers");
        var value = call[0];
        foreach (var next in call.Arguments.AsSpan(1))
        {
            if (step(call, value, next) is not { } result) return null;
            value = result;
        }

        return value;
    }

    private static RtfsValue? Keep(Call call, RtfsValue value, RtfsValue next) => value;

    private static RtfsValue? Add(Call call, RtfsValue left, RtfsValue right) => left is IntegerValue a && right is IntegerValue b
        ? Numbers.Integer(call, (Int128)a.Value + b.Value)
        : new FloatValue(Numbers.AsDouble(left) + Numbers.AsDouble(right));

    private static RtfsValue? Subtract(Call call, RtfsValue left, RtfsValue right) => left is IntegerValue a && right is IntegerValue b
        ? Numbers.Integer(call, (Int128)a.Value - b.Value)
        : new FloatValue(Numbers.AsDouble(left) - Numbers.AsDouble(right));

    private static RtfsValue? Multiply(Call call, RtfsValue left, RtfsValue right) => left is IntegerValue a && right is IntegerValue b
        ? Numbers.Integer(call, (Int128)a.Value * b.Value)
        : new FloatValue(Numbers.AsDouble(left) * Numbers.AsDouble(right));

    private static RtfsValue? Negate(Call call, RtfsValue value) => value switch
    {
        IntegerValue integer => Numbers.Integer(call, -(Int128)integer.Value),
        FloatValue number => new FloatValue(-number.Value),
        _ => call.Expected("a number"),
    };
}
