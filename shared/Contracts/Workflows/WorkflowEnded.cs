using MassTransit;

namespace IntentEngine.Contracts.Workflows;

/// <summary>Fact: a workflow reached its end.</summary>
/// <remarks>Published by Workflows; consumed by Workflows (the article executor). May come twice.</remarks>
[EntityName("workflows.ended.v1")]
[MessageUrn("workflows:ended:v1")]
public sealed record WorkflowEnded
{
    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>Name of its definition, e.g. <c>article</c>.</summary>
    public required string Definition { get; init; }

    /// <summary><c>completed</c>, <c>failed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? Reason { get; init; }
}
