using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>Integers and floats together.</summary>
internal static class Numbers
{
    public static bool IsNumber(RtfsValue value) => value is IntegerValue or FloatValue;

    /// <summary>NaN for what is no number.</summary>
    public static double AsDouble(RtfsValue value) => value switch
    {
        IntegerValue integer => integer.Value,
        FloatValue number => number.Value,
        _ => double.NaN,
    };

    /// <summary>An exact result as an integer; an error beyond 64 bits.</summary>
    public static RtfsValue? Integer(Call call, Int128 exact) => exact >= long.MinValue && exact <= long.MaxValue
        ? new IntegerValue((long)exact)
        : call.Fail(RtfsErrorKind.Arithmetic, $"{call.Name} expects an integer result of 64 bits, got one beyond; use a float, as in 1.0");
}
