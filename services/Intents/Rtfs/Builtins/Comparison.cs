using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>= != not= &gt; &lt; &gt;= &lt;= not</c>. Two integers compare exactly, other numbers as doubles, strings by code unit.</summary>
internal static class Comparison
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("=", 1, int.MaxValue, AreEqual),
        new("!=", 2, 2, Differ),
        new("not=", 2, 2, Differ),
        new(">", 2, 2, call => Ordered(call, sign => sign > 0)),
        new("<", 2, 2, call => Ordered(call, sign => sign < 0)),
        new(">=", 2, 2, call => Ordered(call, sign => sign >= 0)),
        new("<=", 2, 2, call => Ordered(call, sign => sign <= 0)),
        new("not", 1, 1, call => BooleanValue.Of(!call[0].IsTruthy)),
    ];

    /// <summary>The sign of a comparison of numbers; null when one is not a number (NaN), which no comparison is true of.</summary>
    internal static int? Sign(RtfsValue left, RtfsValue right)
    {
        if (left is IntegerValue a && right is IntegerValue b) return a.Value.CompareTo(b.Value);
        var (x, y) = (Numbers.AsDouble(left), Numbers.AsDouble(right));
        return double.IsNaN(x) || double.IsNaN(y) ? null : x.CompareTo(y);
    }

    private static RtfsValue? Ordered(Call call, Func<int, bool> holds)
    {
        if (Numbers.IsNumber(call[0]) && Numbers.IsNumber(call[1]))
            return BooleanValue.Of(Sign(call[0], call[1]) is { } sign && holds(sign));
        if (call[0] is not StringValue left || call[1] is not StringValue right) return call.Expected("two numbers or two strings");
        if (!call.ChargeText(Math.Min(left.Value.Length, right.Value.Length))) return null;
        return BooleanValue.Of(holds(string.CompareOrdinal(left.Value, right.Value)));
    }

    private static BooleanValue? AreEqual(Call call)
    {
        for (var i = 1; i < call.Count; i++)
        {
            if (ValueEquality.AreEqual(call, call[i - 1], call[i]) is not { } equal) return null;
            if (!equal) return BooleanValue.False;
        }

        return BooleanValue.True;
    }

    private static BooleanValue? Differ(Call call) => ValueEquality.AreEqual(call, call[0], call[1]) is { } equal ? BooleanValue.Of(!equal) : null;
}
