using MassTransit;

namespace IntentEngine.Workflows.Saga;

/// <summary>One workflow as the state machine keeps it: a row of <c>intent_workflows</c>.</summary>
public sealed class WorkflowState : SagaStateMachineInstance, ISagaVersion
{
    /// <summary>The workflow's id.</summary>
    public Guid CorrelationId { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Phase: name of the state machine's state.</summary>
    public string CurrentState { get; set; } = "";

    /// <summary>Whose it is.</summary>
    public Guid OrganizationId { get; set; }

    /// <summary>Name given by its creator.</summary>
    public string Name { get; set; } = "";

    /// <summary>Name of its definition.</summary>
    public string Definition { get; set; } = "";

    /// <summary>Version of its definition, kept for life.</summary>
    public int DefinitionVersion { get; set; }

    /// <summary>Number of the step it is at.</summary>
    public int Step { get; set; }

    /// <summary>Status on the wire: the step's name, or <c>completed</c>, <c>failed</c>, <c>cancelled</c>.</summary>
    public string Status { get; set; } = "";

    /// <summary>Subject that created it.</summary>
    public string CreatedBy { get; set; } = "";

    /// <summary>When (UTC).</summary>
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Groups its executions with those of its parent.</summary>
    public string Correlation { get; set; } = "";

    /// <summary>The workflow that caused it. Null: a person did.</summary>
    public Guid? ParentWorkflowId { get; set; }

    /// <summary>When somebody should look whether it is stuck. Null: it waits for a person or has ended.</summary>
    public DateTimeOffset? Deadline { get; set; }

    /// <summary>The rest, kept as JSON.</summary>
    public WorkflowData Data { get; set; } = new();

    /// <summary>What the running event writes beside this row. Taken by the store; never kept.</summary>
    public WorkflowChange Change { get; private set; } = new();

    /// <summary>Id of a step's row, and of the artifact that is its output: the same however often it is computed.</summary>
    public Guid StepId(int step, int? round = null) => StepIds.Of(CorrelationId, step, round ?? Data.RoundOf(step));

    /// <summary>Approvals given in their current round.</summary>
    public IReadOnlySet<string> GivenApprovals() => Data.Approvals.Where(a => a.Value.Approved).Select(a => a.Key).ToHashSet();

    /// <summary>The phase on the wire, snake_case.</summary>
    public string Phase() => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(CurrentState);

    /// <summary>Hands over what was collected.</summary>
    internal WorkflowChange TakeChange()
    {
        var change = Change;
        Change = new WorkflowChange();
        return change;
    }
}
