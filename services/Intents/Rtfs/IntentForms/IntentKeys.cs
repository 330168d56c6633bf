using System.Collections.Frozen;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.IntentForms;

/// <summary>The keys an intent form may have, and where each value goes. Null: the value is not acceptable.</summary>
internal static class IntentKeys
{
    public static FrozenDictionary<string, Func<IntentForm, RtfsForm, IntentFields, IntentForm?>> All { get; } =
        new Dictionary<string, Func<IntentForm, RtfsForm, IntentFields, IntentForm?>>
        {
            ["goal"] = (intent, form, fields) => fields.Text("goal", form) is { } goal ? intent with { Goal = goal } : null,
            ["original-request"] = (intent, form, fields) => fields.Text("original-request", form) is { } text ? intent with { OriginalRequest = text } : null,
            ["constraints"] = (intent, form, fields) => fields.Expressions("constraints", form) is { } rules ? intent with { Constraints = rules } : null,
            ["preferences"] = (intent, form, fields) => fields.Expressions("preferences", form) is { } rules ? intent with { Preferences = rules } : null,
            ["success-criteria"] = (intent, form, fields) => fields.Expression(form) is { } criteria ? intent with { SuccessCriteria = criteria } : null,
            ["status"] = (intent, form, fields) => fields.OneOf<GraphStatus>("status", form) is { } status ? intent with { Status = status } : null,
            ["parent"] = (intent, form, fields) => fields.Text("parent", form) is { } parent ? intent with { Parent = parent } : null,
            ["triggered-by"] = (intent, form, fields) => fields.OneOf<TriggerSource>("triggered-by", form) is { } source ? intent with { TriggeredBy = source } : null,
            ["priority"] = (intent, form, fields) => fields.Priority(form) is { } priority ? intent with { Priority = priority } : null,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>All keys for a message.</summary>
    public static string Listed { get; } = string.Join(", ", All.Keys.Order(StringComparer.Ordinal).Select(k => $":{k}"));
}
