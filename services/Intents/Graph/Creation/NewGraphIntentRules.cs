using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Rtfs.IntentForms;

namespace IntentEngine.Intents.Graph.Creation;

/// <summary>What a new intent must look like, and how it becomes one that can be stored.</summary>
internal static class NewGraphIntentRules
{
    /// <summary>The intent to store, or what is wrong: 400 for fields, 422 with line and column for sources that do not parse.</summary>
    /// <param name="wanted">What came.</param>
    /// <param name="prefix">Where it stands in the body, e.g. <c>intents[2].</c>.</param>
    /// <param name="now">When.</param>
    /// <param name="faults">Takes the faults of fields.</param>
    public static Outcome<StorableIntent?> Check(NewGraphIntent wanted, string prefix, DateTimeOffset now, Validation faults)
    {
        CheckFields(wanted, prefix, faults);
        var trigger = wanted.TriggeredBy is null ? null : GraphWords.Find<TriggerSource>(wanted.TriggeredBy);
        faults.Require(wanted.TriggeredBy is null || trigger is not null, $"{prefix}triggered_by", $"expected one of {GraphWords.All<TriggerSource>()}; came '{wanted.TriggeredBy}'.");
        if (!faults.Passed) return (StorableIntent?)null;
        if (wanted.RtfsIntentSource is { } source) return FromSource(wanted, source, trigger, prefix, now);
        var intent = new StorableIntent
        {
            IntentId = wanted.IntentId ?? Guid.NewGuid().ToString(),
            Name = wanted.Name,
            SessionId = wanted.SessionId,
            OriginalRequest = wanted.OriginalRequest ?? wanted.Goal!,
            Goal = wanted.Goal!,
            Constraints = wanted.Constraints ?? new Dictionary<string, string>(),
            Preferences = wanted.Preferences ?? new Dictionary<string, string>(),
            SuccessCriteria = wanted.SuccessCriteria,
            ParentIntent = wanted.ParentIntent,
            TriggeredBy = trigger ?? TriggerSource.HumanRequest,
            GenerationContext = Generation(wanted, now),
            Priority = wanted.Priority ?? 0,
            CreatedAt = now,
            UpdatedAt = now,
            Metadata = wanted.Metadata ?? new Dictionary<string, string>(),
        };
        return ExpressionRules.Check(intent, prefix) is { } refusal ? refusal : intent;
    }

    private static Outcome<StorableIntent?> FromSource(NewGraphIntent wanted, string source, TriggerSource? trigger, string prefix, DateTimeOffset now)
    {
        if (!IntentFormReader.TryRead(source, out var form, out var error)) return ExpressionRules.Unreadable($"{prefix}rtfs_intent_source", error);
        if (form.Status is not (null or GraphStatus.Active))
            return new GraphRefusal(422, $"{prefix}rtfs_intent_source: expected :status :active or none, since intents begin active; came {form.Status.Value.Word()}.");
        if (wanted.ParentIntent is not null && form.Parent is not null && form.Parent != wanted.ParentIntent)
            return new GraphRefusal(422, $"{prefix}rtfs_intent_source: expected :parent \"{wanted.ParentIntent}\" or none, as parent_intent says; came \"{form.Parent}\".");
        var intent = form.ToStorable(wanted.IntentId ?? Guid.NewGuid().ToString(), Generation(wanted, now), now) with
        {
            SessionId = wanted.SessionId,
            OriginalRequest = wanted.OriginalRequest ?? form.OriginalRequest ?? form.Goal,
            ParentIntent = wanted.ParentIntent ?? form.Parent,
            TriggeredBy = trigger ?? form.TriggeredBy ?? TriggerSource.HumanRequest,
            Priority = wanted.Priority ?? form.Priority ?? 0,
            Metadata = wanted.Metadata ?? new Dictionary<string, string>(),
        };
        // What fields may not hold, the source may not bring in either.
        var read = new Validation();
        GraphTextRules.Optional(intent.Name, "its name", GraphTextRules.LongestId, read);
        GraphTextRules.Optional(intent.Goal, ":goal", GraphTextRules.LongestGoal, read);
        read.Require(intent.ParentIntent is null || IntentIds.AreWellFormed(intent.ParentIntent), ":parent", $"expected {IntentIds.Rule}.");
        read.Require(intent.ParentIntent != intent.IntentId, ":parent", "expected another intent than itself.");
        return read.Passed ? intent : new GraphRefusal(422, $"{prefix}rtfs_intent_source: {string.Join(' ', read.Errors.Select(e => $"{e.Key}: {e.Value[0]}"))}");
    }

    private static void CheckFields(NewGraphIntent wanted, string prefix, Validation faults)
    {
        faults.Require(wanted.IntentId is null || IntentIds.AreWellFormed(wanted.IntentId), $"{prefix}intent_id", $"expected {IntentIds.Rule}.");
        faults.Require(wanted.ParentIntent is null || IntentIds.AreWellFormed(wanted.ParentIntent), $"{prefix}parent_intent", $"expected an intent's id: {IntentIds.Rule}.");
        faults.Require(wanted.ParentIntent is null || wanted.ParentIntent != wanted.IntentId, $"{prefix}parent_intent", "expected another intent than itself.");
        GraphTextRules.Optional(wanted.Name, $"{prefix}name", GraphTextRules.LongestId, faults);
        GraphTextRules.Optional(wanted.SessionId, $"{prefix}session_id", GraphTextRules.LongestId, faults);
        GraphTextRules.Optional(wanted.OriginalRequest, $"{prefix}original_request", GraphTextRules.LongestRequest, faults);
        GraphTextRules.Optional(wanted.RtfsIntentSource, $"{prefix}rtfs_intent_source", GraphTextRules.LongestExpression, faults);
        GraphTextRules.Map(wanted.Metadata, $"{prefix}metadata", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
        GraphTextRules.Optional(wanted.GenerationContext?.ArbiterVersion, $"{prefix}generation_context.arbiter_version", GraphTextRules.LongestId, faults);
        GraphTextRules.Optional(wanted.GenerationContext?.ReasoningTrace, $"{prefix}generation_context.reasoning_trace", GraphTextRules.LongestGoal, faults);
        GraphTextRules.Map(wanted.GenerationContext?.InputContext, $"{prefix}generation_context.input_context", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
        if (wanted.RtfsIntentSource is null)
        {
            faults.RequireText(wanted.Goal, $"{prefix}goal", GraphTextRules.LongestGoal);
            ExpressionRules.CheckSizes(wanted.Constraints, wanted.Preferences, wanted.SuccessCriteria, prefix, faults);
            return;
        }

        foreach (var (name, isThere) in new[] { ("goal", wanted.Goal is not null), ("name", wanted.Name is not null), ("constraints", wanted.Constraints is not null), ("preferences", wanted.Preferences is not null), ("success_criteria", wanted.SuccessCriteria is not null) })
            faults.Require(!isThere, $"{prefix}{name}", "expected it in rtfs_intent_source alone; leave out one of the two.");
    }

    private static GenerationContext Generation(NewGraphIntent wanted, DateTimeOffset now) => new()
    {
        ArbiterVersion = wanted.GenerationContext?.ArbiterVersion ?? "1.0.0",
        GenerationTimestamp = (wanted.GenerationContext?.GenerationTimestamp ?? now).ToUniversalTime(),
        InputContext = wanted.GenerationContext?.InputContext ?? new Dictionary<string, string>(),
        ReasoningTrace = wanted.GenerationContext?.ReasoningTrace,
    };
}
