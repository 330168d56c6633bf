using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Graph.Storage;

/// <summary>What a list of intents is narrowed to; all given conditions hold (spec semantics §1.8). Text is compared without regard to case; wildcard characters stand for themselves.</summary>
internal sealed record GraphFilter
{
    /// <summary>Empty: any.</summary>
    public IReadOnlyList<GraphStatus> Statuses { get; init; } = [];

    public string? NameContains { get; init; }

    public string? GoalContains { get; init; }

    public uint? PriorityMin { get; init; }

    public uint? PriorityMax { get; init; }

    public string? ParentIntent { get; init; }

    public DateTimeOffset? CreatedFrom { get; init; }

    public DateTimeOffset? CreatedTo { get; init; }

    public DateTimeOffset? UpdatedFrom { get; init; }

    public DateTimeOffset? UpdatedTo { get; init; }

    /// <summary>Metadata that must be there: key to a text its value contains.</summary>
    public IReadOnlyDictionary<string, string> MetadataContains { get; init; } = new Dictionary<string, string>();

    /// <summary>Only intents after this one in the list's order. Null: from the start.</summary>
    public (DateTimeOffset CreatedAt, string IntentId)? After { get; init; }

    /// <summary>At most this many. Null: all.</summary>
    public int? Limit { get; init; }
}
