using System.Globalization;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Saga;

/// <summary>What Lineage is told: each attempt is an execution, each step's output an artifact.</summary>
/// <remarks>The workflow itself is the root execution; attempts are its children, a retry hangs on the attempt it repeats (seed 002).</remarks>
internal static class LineageFacts
{
    public static void RecordWorkflow(this WorkflowState w, string status, DateTimeOffset at, string? error = null)
    {
        var id = w.CorrelationId.ToString();
        w.Change.Executions.Add(new ExecutionFact
        {
            FactId = FactId(w.CorrelationId, w.Version),
            OrganizationId = w.OrganizationId,
            ExecutionId = id,
            Sequence = w.Version + 1,
            Status = status,
            At = at,
            CorrelationId = w.Correlation,
            ParentExecutionId = w.Data.ParentExecution,
            TriggerKind = w.Data.ParentExecution is null ? "manual" : "child",
            RunId = id,
            Name = w.Definition,
            StartedAt = w.CreatedAt,
            CompletedAt = status == "running" ? null : at,
            ErrorType = status == "failed" ? "workflow_failed" : null,
            ErrorMessage = error,
            CostUsd = status == "running" ? null : w.Data.CostUsd,
        });
    }

    public static void RecordExecution(this WorkflowState w, WorkflowDefinition definition, string status, DateTimeOffset at,
        DateTimeOffset? startedAt = null, string? errorType = null, string? error = null, decimal? costUsd = null)
    {
        if (w.Data.Run == Guid.Empty) return;
        var sequence = status switch { "pending" => 1, "running" => 2, _ => 3 };
        w.Change.Executions.Add(new ExecutionFact
        {
            FactId = FactId(w.Data.Run, sequence),
            OrganizationId = w.OrganizationId,
            ExecutionId = w.Data.Run.ToString(),
            Sequence = sequence,
            Status = status,
            At = at,
            CorrelationId = w.Correlation,
            ParentExecutionId = (w.Data.RetryOf is { } failed && failed != w.Data.Run ? failed : w.CorrelationId).ToString(),
            TriggerKind = w.Data.RetryOf is { } repeated && repeated != w.Data.Run ? w.Data.RetryKind ?? "retry" : "child",
            RunId = w.CorrelationId.ToString(),
            Name = definition.Steps[w.Step].Handler ?? definition.Steps[w.Step].Name,
            StepNumber = w.Step,
            Attempt = w.Data.Attempt,
            StartedAt = startedAt ?? w.Data.RunStartedAt,
            CompletedAt = sequence == 3 ? at : null,
            ErrorType = errorType,
            ErrorMessage = error,
            CostUsd = costUsd,
        });
    }

    public static void RecordArtifact(this WorkflowState w, WorkflowDefinition definition, DateTimeOffset at)
    {
        var step = definition.Steps[w.Step];
        if (step.Artifact is null) return;
        var id = w.StepId(w.Step);
        w.Change.Artifacts.Add(new ArtifactFact
        {
            FactId = NameBasedGuid.Create(id, "artifact"),
            OrganizationId = w.OrganizationId,
            ArtifactId = id.ToString(),
            ArtifactType = step.Artifact,
            LifecycleState = "READY",
            Sequence = 1,
            At = at,
            DerivationIntent = step.Handler ?? step.Name,
            DerivationRunId = w.Data.Run.ToString(),
            RunId = w.CorrelationId.ToString(),
            ParentArtifacts = Parents(w, step),
            SemanticDescriptor = JsonSerializer.SerializeToElement(new { step.Name, StepNumber = step.Number, Round = w.Data.RoundOf(step.Number), WorkflowId = w.CorrelationId, WorkflowName = w.Name }, ContractJson.Options),
        });
    }

    /// <summary>A person's decision at a gate: an execution of its own, so that the lineage of what comes after can say what allowed it (seed 002: <c>decision_id</c>, <c>verdict</c>).</summary>
    public static void RecordDecision(this WorkflowState w, WorkflowDefinition definition, string approvalType, string verdict, Actor actor, int approved, int rejected, DateTimeOffset at)
    {
        var asking = definition.StepAsking(approvalType)!;
        var round = w.Data.Approvals[approvalType].Round;
        var id = NameBasedGuid.Create(w.CorrelationId, string.Create(CultureInfo.InvariantCulture, $"decision:{approvalType}:{round}"));
        w.Change.Executions.Add(new ExecutionFact
        {
            FactId = FactId(id, 1),
            OrganizationId = w.OrganizationId,
            ExecutionId = id.ToString(),
            Sequence = 1,
            Status = "completed",
            At = at,
            CorrelationId = w.Correlation,
            ParentExecutionId = w.CorrelationId.ToString(),
            RunId = w.CorrelationId.ToString(),
            Name = $"decision.{approvalType}",
            StepNumber = asking.Number,
            StartedAt = at,
            CompletedAt = at,
            Data = JsonSerializer.SerializeToElement(new
            {
                DecisionId = id,
                Verdict = verdict,
                DecidedBy = actor.Subject,
                ApprovalType = approvalType,
                Round = round,
                ArtifactId = w.StepId(asking.Approval!.ItemsFrom),
                ApprovedItems = approved,
                RejectedItems = rejected,
            }, ContractJson.Options),
        });
    }

    private static string[] Parents(WorkflowState w, StepDefinition step)
    {
        string[] parents = [.. step.DerivesFrom.Where(w.Data.Completed.Contains).Select(from => w.StepId(from).ToString())];
        return parents.Length == 0 && w.Data.ParentArtifact is { } parent ? [parent] : parents;
    }

    private static Guid FactId(Guid of, int sequence) => NameBasedGuid.Create(of, string.Create(CultureInfo.InvariantCulture, $"fact:{sequence}"));
}
