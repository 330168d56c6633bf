using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>What expressions are judged against: the variables of the context, and the execution's result as <c>result</c>.</summary>
/// <param name="Variables">Every variable a predicate sees, <c>result</c> among them (nil when there is none).</param>
/// <param name="Result">The result, for a function of one parameter as success criteria.</param>
internal sealed record JudgingContext(JsonMap Variables, RtfsValue Result)
{
    /// <summary>Nothing to judge against.</summary>
    public static JudgingContext Empty { get; } = new(JsonMap.Empty.With(ResultName, NilValue.Instance), NilValue.Instance);

    private const string ResultName = "result";

    /// <summary>Reads result and context from JSON.</summary>
    /// <param name="result">What the execution gave. Null: nothing.</param>
    /// <param name="context">An object, whose keys become variables; a key <c>result</c> gives way to the result. Null: no variables.</param>
    /// <param name="judging">What to judge against.</param>
    /// <param name="why">What cannot be read.</param>
    public static bool TryRead(
        JsonElement? result, JsonElement? context, [NotNullWhen(true)] out JudgingContext? judging, [NotNullWhen(false)] out string? why)
    {
        judging = null;
        if (!JsonValues.TryRead(result ?? default, out var resultValue, out why) || !JsonValues.TryRead(context ?? default, out var contextValue, out why)) return false;
        if ((contextValue is NilValue ? JsonMap.Empty : contextValue) is not JsonMap variables)
        {
            why = $"expected a JSON object as context, got {contextValue.TypeName}";
            return false;
        }

        judging = new JudgingContext(variables.With(ResultName, resultValue), resultValue);
        return true;
    }
}
