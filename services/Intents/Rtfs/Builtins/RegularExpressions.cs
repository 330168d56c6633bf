using System.Text.RegularExpressions;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary><c>re-find</c>: the first match or nil; <c>re-matches</c>: whether the whole text matches. Pattern first, .NET syntax, culture invariant.</summary>
internal static class RegularExpressions
{
    public static IReadOnlyList<Builtin> All { get; } =
    [
        new("re-find", 2, 2, call => Match(call, whole: false) is { } match ? match.Success ? new StringValue(match.Value) : NilValue.Instance : null),
        new("re-matches", 2, 2, call => Match(call, whole: true) is { } match ? BooleanValue.Of(match.Success) : null),
    ];

    private static Match? Match(Call call, bool whole)
    {
        if (call[0] is not StringValue pattern || call[1] is not StringValue text)
        {
            call.Expected("a pattern and a text, both strings");
            return null;
        }

        return call.ChargeText(text.Value.Length) ? call.Run.Patterns.Match(call, pattern.Value, text.Value, whole) : null;
    }
}
