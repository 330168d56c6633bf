using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Fact: an intent was added to an organization's intent graph (seed 001).</summary>
[EntityName("intents.graph-intent-created.v1")]
[MessageUrn("intents:graph-intent-created:v1")]
public sealed record GraphIntentCreated
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>What is to be achieved.</summary>
    public required string Goal { get; init; }

    /// <summary><c>human_request</c>, <c>plan_execution</c>, <c>system_event</c>, <c>intent_completion</c> or <c>arbiter_inference</c>.</summary>
    public required string TriggeredBy { get; init; }

    /// <summary>The intent it is part of. Null: none.</summary>
    public string? ParentIntent { get; init; }

    /// <summary>Where it stands; <c>active</c> unless it came from a file.</summary>
    public required string Status { get; init; }

    /// <summary>Higher is more important.</summary>
    public uint Priority { get; init; }

    /// <summary>Its version; 1 unless an intent of this id was there before.</summary>
    public required int Version { get; init; }

    /// <summary>Who created it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: an intent of the graph went from one status to another. The order of one intent's facts is that of their versions.</summary>
[EntityName("intents.graph-status-changed.v1")]
[MessageUrn("intents:graph-status-changed:v1")]
public sealed record GraphStatusChanged
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The version that the change made.</summary>
    public required int Version { get; init; }

    /// <summary><c>IntentStatusChanged</c>, <c>IntentArchived</c>, <c>IntentReactivated</c> or <c>IntentRestored</c>.</summary>
    public required string Action { get; init; }

    /// <summary><c>active</c>, <c>executing</c>, <c>completed</c>, <c>failed</c>, <c>suspended</c> or <c>archived</c>.</summary>
    public required string OldStatus { get; init; }

    /// <summary>One of the same six.</summary>
    public required string NewStatus { get; init; }

    /// <summary>Why, for people.</summary>
    public required string Reason { get; init; }

    /// <summary>Subject that asked, or the name of the service.</summary>
    public required string Actor { get; init; }

    /// <summary>The action that caused it. Null: none was named.</summary>
    public string? TriggeringActionId { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: what an intent of the graph says was changed, not its status.</summary>
[EntityName("intents.graph-intent-updated.v1")]
[MessageUrn("intents:graph-intent-updated:v1")]
public sealed record GraphIntentUpdated
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The version that the change made.</summary>
    public required int Version { get; init; }

    /// <summary>Who changed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: an intent was removed from the graph with all its edges; its history stays.</summary>
[EntityName("intents.graph-intent-deleted.v1")]
[MessageUrn("intents:graph-intent-deleted:v1")]
public sealed record GraphIntentDeleted
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>Who removed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: an edge between two intents was added.</summary>
[EntityName("intents.graph-relationship-created.v1")]
[MessageUrn("intents:graph-relationship-created:v1")]
public sealed record GraphRelationshipCreated
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Where the edge starts.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary><c>depends_on</c>, <c>is_subgoal_of</c>, <c>conflicts_with</c>, <c>enables</c>, <c>related_to</c>, <c>triggered_by</c> or <c>blocks</c>.</summary>
    public required string EdgeType { get; init; }

    /// <summary>0.0 to 1.0. Null: unweighted.</summary>
    public double? Weight { get; init; }

    /// <summary>Who changed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: an edge got another weight or other metadata; the values are the new ones.</summary>
[EntityName("intents.graph-relationship-modified.v1")]
[MessageUrn("intents:graph-relationship-modified:v1")]
public sealed record GraphRelationshipModified
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Where the edge starts.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary><c>depends_on</c>, <c>is_subgoal_of</c>, <c>conflicts_with</c>, <c>enables</c>, <c>related_to</c>, <c>triggered_by</c> or <c>blocks</c>.</summary>
    public required string EdgeType { get; init; }

    /// <summary>0.0 to 1.0. Null: unweighted.</summary>
    public double? Weight { get; init; }

    /// <summary>Who changed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Fact: an edge was removed, by itself or with an intent at its end.</summary>
[EntityName("intents.graph-relationship-removed.v1")]
[MessageUrn("intents:graph-relationship-removed:v1")]
public sealed record GraphRelationshipRemoved
{
    /// <summary>Whose graph it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Where the edge starts.</summary>
    public required string From { get; init; }

    /// <summary>Where it ends.</summary>
    public required string To { get; init; }

    /// <summary><c>depends_on</c>, <c>is_subgoal_of</c>, <c>conflicts_with</c>, <c>enables</c>, <c>related_to</c>, <c>triggered_by</c> or <c>blocks</c>.</summary>
    public required string EdgeType { get; init; }

    /// <summary>Who changed it.</summary>
    public required string Actor { get; init; }

    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
}
