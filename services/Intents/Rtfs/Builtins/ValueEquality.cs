using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>
/// Whether two values are the same. <c>1 = 1.0</c>, since context values come as JSON; a vector equals a list of equal items; a map
/// from JSON equals a literal map whose keys find equal values in it; functions equal themselves. Every element costs a step, as
/// a small expression can build a value that shares its parts endlessly.
/// </summary>
internal static class ValueEquality
{
    /// <summary>Null: an error, as the budget ran out or the values are nested too deep.</summary>
    public static bool? AreEqual(Call call, RtfsValue left, RtfsValue right) => AreEqual(call, left, right, 0);

    private static bool? AreEqual(Call call, RtfsValue left, RtfsValue right, int depth)
    {
        if (!call.Charge(1)) return null;
        if (depth > RtfsLimits.ValueNesting)
        {
            call.Fail(RtfsErrorKind.Limit, $"{call.Name} expects values nested at most {RtfsLimits.ValueNesting} deep");
            return null;
        }

        return (left, right) switch
        {
            (SequenceValue a, SequenceValue b) => SameItems(call, a, b, depth),
            (JsonMap a, LiteralMap b) => SameEntries(call, b, a, depth),
            (MapValue a, MapValue b) => SameEntries(call, a, b, depth),
            (StringValue a, StringValue b) => call.ChargeText(Math.Min(a.Value.Length, b.Value.Length)) ? a == b : null,
            (FunctionValue, _) => ReferenceEquals(left, right),
            _ when Numbers.IsNumber(left) && Numbers.IsNumber(right) => Comparison.Sign(left, right) == 0,
            _ => left == right,
        };
    }

    private static bool? SameItems(Call call, SequenceValue left, SequenceValue right, int depth)
    {
        if (left.Items.Length != right.Items.Length) return false;
        for (var i = 0; i < left.Items.Length; i++)
        {
            if (AreEqual(call, left.Items[i], right.Items[i], depth + 1) is not true and var other) return other;
        }

        return true;
    }

    private static bool? SameEntries(Call call, MapValue asked, MapValue stored, int depth)
    {
        if (asked.Entries.Length != stored.Entries.Length) return false;
        var met = new HashSet<RtfsValue>();
        foreach (var (key, value) in asked.Entries)
        {
            // Two keys of a literal map may be spellings of one key of a JSON map.
            if (stored.Resolve(key) is not { } found || !met.Add(found)) return false;
            if (AreEqual(call, value, stored.Find(found)!, depth + 1) is not true and var other) return other;
        }

        return true;
    }
}
