using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Rtfs;

namespace IntentEngine.Intents.Graph.Creation;

/// <summary>That the expressions of an intent parse. What is stored can be judged.</summary>
internal static class ExpressionRules
{
    /// <summary>Notes what is too long or missing.</summary>
    public static void CheckSizes(IReadOnlyDictionary<string, string>? constraints, IReadOnlyDictionary<string, string>? preferences, string? criteria, string prefix, Validation faults)
    {
        GraphTextRules.Map(constraints, $"{prefix}constraints", GraphTextRules.LongestExpression, mayBeEmpty: false, faults);
        GraphTextRules.Map(preferences, $"{prefix}preferences", GraphTextRules.LongestExpression, mayBeEmpty: false, faults);
        GraphTextRules.Optional(criteria, $"{prefix}success_criteria", GraphTextRules.LongestExpression, faults);
    }

    /// <summary>The 422 that names every expression which does not parse, with line and column; null when all do.</summary>
    public static GraphRefusal? Check(StorableIntent intent, string prefix)
    {
        if (RuntimeIntent.TryParse(intent, out _, out var errors)) return null;
        return new GraphRefusal(422, string.Join(' ', errors.Take(5).Select(e => $"{prefix}{e}")), new()
        {
            ["errors"] = errors.ToDictionary(e => $"{prefix}{e.Field}", e => new[] { e.Error.ToString() }),
            ["line"] = errors[0].Error.At.Line,
            ["column"] = errors[0].Error.At.Column,
        });
    }

    /// <summary>The 422 for one source.</summary>
    public static GraphRefusal Unreadable(string field, RtfsError error) => new(422, $"{field}: {error}", new()
    {
        ["errors"] = new Dictionary<string, string[]> { [field] = [error.ToString()] },
        ["line"] = error.At.Line,
        ["column"] = error.At.Column,
    });
}
