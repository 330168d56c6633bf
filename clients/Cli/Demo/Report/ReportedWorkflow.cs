using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>The workflow of the demo.</summary>
internal sealed record ReportedWorkflow(Guid Id, string Name, string Status, string CorrelationId, decimal CostUsd, IReadOnlyList<WorkflowApproval> Approvals, IReadOnlyList<ReportedStep> Steps)
{
    public static ReportedWorkflow Of(Workflow w) => new(w.Id, w.Name, w.Status, w.CorrelationId, w.CostUsd, w.Approvals,
        [.. w.Steps.Select(s => new ReportedStep(s.StepNumber, s.StepName, s.Status, s.DurationMs, s.RetryCount, s.CostUsd))]);
}
