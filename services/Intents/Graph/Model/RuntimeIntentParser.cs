using System.Diagnostics.CodeAnalysis;
using IntentEngine.Intents.Rtfs;
using IntentEngine.Intents.Rtfs.IntentForms;

namespace IntentEngine.Intents.Graph.Model;

/// <summary>Parses the expressions of a stored intent, and collects every error rather than the first.</summary>
internal static class RuntimeIntentParser
{
    public static bool TryParse(StorableIntent stored, [NotNullWhen(true)] out RuntimeIntent? intent, out IReadOnlyList<RuntimeIntentError> errors)
    {
        var found = new List<RuntimeIntentError>();
        var parsed = new RuntimeIntent
        {
            IntentId = stored.IntentId,
            Name = stored.Name,
            SessionId = stored.SessionId,
            OriginalRequest = stored.OriginalRequest,
            RtfsIntent = Form(stored.RtfsIntentSource, found),
            Goal = stored.Goal,
            Constraints = Expressions("constraints", stored.Constraints, found),
            Preferences = Expressions("preferences", stored.Preferences, found),
            SuccessCriteria = stored.SuccessCriteria is { } criteria ? Expression("success_criteria", criteria, found) : null,
            ParentIntent = stored.ParentIntent,
            TriggeredBy = stored.TriggeredBy,
            GenerationContext = stored.GenerationContext,
            Status = stored.Status,
            Priority = stored.Priority,
            CreatedAt = stored.CreatedAt,
            UpdatedAt = stored.UpdatedAt,
            Metadata = stored.Metadata,
            Version = stored.Version,
        };
        errors = found;
        intent = found.Count == 0 ? parsed : null;
        return intent is not null;
    }

    private static IntentForm? Form(string source, List<RuntimeIntentError> errors)
    {
        if (source.Length == 0) return null;
        if (IntentFormReader.TryRead(source, out var form, out var error)) return form;
        errors.Add(new RuntimeIntentError("rtfs_intent_source", error));
        return null;
    }

    private static Dictionary<string, RtfsExpression> Expressions(string field, IReadOnlyDictionary<string, string> sources, List<RuntimeIntentError> errors)
    {
        var expressions = new Dictionary<string, RtfsExpression>(StringComparer.Ordinal);
        foreach (var (name, source) in sources)
        {
            if (Expression($"{field}.{name}", source, errors) is { } expression) expressions.Add(name, expression);
        }

        return expressions;
    }

    private static RtfsExpression? Expression(string field, string source, List<RuntimeIntentError> errors)
    {
        if (RtfsExpression.TryParse(source, out var expression, out var error)) return expression;
        errors.Add(new RuntimeIntentError(field, error));
        return null;
    }
}
