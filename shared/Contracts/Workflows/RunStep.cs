using MassTransit;

namespace IntentEngine.Contracts.Workflows;

/// <summary>Command to Workflows: run one attempt of one step. The whole hop is this message and one transaction.</summary>
/// <remarks>Sent by the saga to its own steps; after a crash it may come again and is then recognised by <see cref="Run"/>.</remarks>
[EntityName("workflows.run-step.v1")]
[MessageUrn("workflows:run-step:v1")]
public sealed record RunStep
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "workflow-steps";

    /// <summary>Whose workflow it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The workflow, which is also the saga's id.</summary>
    public required Guid WorkflowId { get; init; }

    /// <summary>Number of the step.</summary>
    public required int Step { get; init; }

    /// <summary>This attempt's own id; a result for another run is stale.</summary>
    public required Guid Run { get; init; }

    /// <summary>The saga's version after the commit that sent this; an older copy in memory is not to be trusted.</summary>
    public required int Version { get; init; }
}
