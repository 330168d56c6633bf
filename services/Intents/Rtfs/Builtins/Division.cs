using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>/</c> and <c>mod</c> of two numbers.</summary>
internal static class Division
{
    private const double BeyondInteger = 9223372036854775808.0;

    /// <summary>An integer when the result is whole, else a float; zero as divisor is an error.</summary>
    public static RtfsValue? Divide(Call call, RtfsValue left, RtfsValue right)
    {
        if (IsZero(right)) return ByZero(call);
        if (left is IntegerValue a && right is IntegerValue b && (b.Value == -1 || a.Value % b.Value == 0))
            return Numbers.Integer(call, (Int128)a.Value / b.Value);
        var quotient = Numbers.AsDouble(left) / Numbers.AsDouble(right);
        var isWhole = double.IsInteger(quotient) && quotient is >= -BeyondInteger and < BeyondInteger;
        return isWhole && !(left is IntegerValue && right is IntegerValue) ? new IntegerValue((long)quotient) : new FloatValue(quotient);
    }

    /// <summary>What truncated division leaves, with the sign of the dividend, as in the language's first implementation.</summary>
    public static RtfsValue? Remainder(Call call, RtfsValue left, RtfsValue right)
    {
        if (IsZero(right)) return ByZero(call);
        return left is IntegerValue a && right is IntegerValue b
            ? new IntegerValue((long)((Int128)a.Value % b.Value))
            : new FloatValue(Numbers.AsDouble(left) % Numbers.AsDouble(right));
    }

    private static bool IsZero(RtfsValue value) => Numbers.AsDouble(value) == 0;

    private static RtfsValue? ByZero(Call call) => call.Fail(RtfsErrorKind.Arithmetic, $"{call.Name} expects a divisor that is not zero");
}
