using IntentEngine.Contracts.Lineage;
using IntentEngine.Workflows.Audit;

namespace IntentEngine.Workflows.Saga;

/// <summary>What one event did beyond the workflow's own row, collected while the machine runs and written with one statement each.</summary>
public sealed class WorkflowChange
{
    /// <summary>Audit rows, in order.</summary>
    public List<AuditEntry> Audit { get; } = [];

    /// <summary>Step rows to insert or update.</summary>
    public List<StepRow> Steps { get; } = [];

    /// <summary>What Lineage is told about executions.</summary>
    public List<ExecutionFact> Executions { get; } = [];

    /// <summary>What Lineage is told about artifacts.</summary>
    public List<ArtifactFact> Artifacts { get; } = [];
}
