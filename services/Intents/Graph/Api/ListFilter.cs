using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>Which intents a list shows; all conditions hold. Text without regard to case; bounds inclusive.</summary>
internal sealed record ListFilter
{
    /// <summary>active, executing, completed, failed, suspended or archived; may be repeated.</summary>
    [FromQuery(Name = "status")]
    public string[]? Status { get; init; }

    /// <summary>A text that the name contains.</summary>
    [FromQuery(Name = "name_contains")]
    public string? NameContains { get; init; }

    /// <summary>A text that the goal contains.</summary>
    [FromQuery(Name = "goal_contains")]
    public string? GoalContains { get; init; }

    /// <summary>Least priority.</summary>
    [FromQuery(Name = "priority_min")]
    public uint? PriorityMin { get; init; }

    /// <summary>Greatest priority.</summary>
    [FromQuery(Name = "priority_max")]
    public uint? PriorityMax { get; init; }

    /// <summary>The intent they are part of.</summary>
    [FromQuery(Name = "parent_intent")]
    public string? ParentIntent { get; init; }

    /// <summary>The filter of the store, with faults noted.</summary>
    public GraphFilter Check(Validation faults)
    {
        GraphTextRules.Optional(NameContains, "name_contains", GraphTextRules.LongestId, faults);
        GraphTextRules.Optional(GoalContains, "goal_contains", GraphTextRules.LongestGoal, faults);
        GraphTextRules.Optional(ParentIntent, "parent_intent", GraphTextRules.LongestId, faults);
        return new GraphFilter
        {
            Statuses = Statuses(Status, "status", faults),
            NameContains = NameContains,
            GoalContains = GoalContains,
            PriorityMin = PriorityMin,
            PriorityMax = PriorityMax,
            ParentIntent = ParentIntent,
        };
    }

    /// <summary>The statuses of words, with faults noted.</summary>
    internal static IReadOnlyList<GraphStatus> Statuses(IReadOnlyList<string>? words, string field, Validation faults)
    {
        var statuses = new List<GraphStatus>();
        foreach (var word in words ?? [])
            if (word is not null && GraphWords.Find<GraphStatus>(word) is { } status) statuses.Add(status);
            else faults.Require(false, field, $"expected {GraphWords.All<GraphStatus>()}; came '{word}'.");
        return statuses;
    }
}
