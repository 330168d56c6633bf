using System.Collections.Immutable;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>map filter reduce every? some?</c> over a vector or list. Each element costs a call, so what they build is bounded by the steps.</summary>
internal static class HigherOrder
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("map", 2, 2, Map),
        new("filter", 2, 2, Filter),
        new("reduce", 2, 3, Reduce),
        new("every?", 2, 2, call => Search(call, until: false)),
        new("some?", 2, 2, call => Search(call, until: true)),
    ];

    private static SequenceValue? Map(Call call)
    {
        if (Items(call, 1) is not { } items) return null;
        var mapped = ImmutableArray.CreateBuilder<RtfsValue>();
        foreach (var item in items)
        {
            if (call.Apply(call[0], item) is not { } value) return null;
            mapped.Add(value);
        }

        return new SequenceValue(mapped.ToImmutable());
    }

    private static SequenceValue? Filter(Call call)
    {
        if (Items(call, 1) is not { } items) return null;
        var kept = ImmutableArray.CreateBuilder<RtfsValue>();
        foreach (var item in items)
        {
            if (call.Apply(call[0], item) is not { } verdict) return null;
            if (verdict.IsTruthy) kept.Add(item);
        }

        return new SequenceValue(kept.ToImmutable());
    }

    private static RtfsValue? Reduce(Call call)
    {
        if (Items(call, call.Count - 1) is not { } items) return null;
        var first = call.Count == 3 ? 0 : 1;
        if (items.Length < first) return call.Fail(RtfsErrorKind.Argument, "reduce expects a start value or at least one element, got neither");
        var sum = first == 0 ? call[1] : items[0];
        for (var i = first; i < items.Length; i++)
        {
            if (call.Apply(call[0], sum, items[i]) is not { } next) return null;
            sum = next;
        }

        return sum;
    }

    private static RtfsValue? Search(Call call, bool until)
    {
        if (Items(call, 1) is not { } items) return null;
        foreach (var item in items)
        {
            if (call.Apply(call[0], item) is not { } verdict) return null;
            if (verdict is not BooleanValue holds)
                return call.Fail(RtfsErrorKind.Type, $"{call.Name} expects a predicate that gives true or false, got {verdict.TypeName}");
            if (holds.Value == until) return holds;
        }

        return BooleanValue.Of(!until);
    }

    private static ImmutableArray<RtfsValue>? Items(Call call, int index)
    {
        if (call[index] is SequenceValue items) return items.Items;
        call.Expected("a function and a vector or list");
        return null;
    }
}
