using IntentEngine.Lineage.OpenLineage.Ingest;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>States of runs in Marquez's words.</summary>
internal static class RunStates
{
    /// <summary>Of a run that OpenLineage clients told of.</summary>
    public static string Of(RunDoc run) => run.Ended?.Value.Type switch
    {
        "COMPLETE" => "COMPLETED",
        "FAIL" => "FAILED",
        "ABORT" => "ABORTED",
        _ => run.Running ? "RUNNING" : "NEW",
    };

    /// <summary>Of an execution; other executors may tell other words.</summary>
    public static string Of(string executionStatus) => executionStatus switch
    {
        "completed" => "COMPLETED",
        "failed" => "FAILED",
        "cancelled" => "ABORTED",
        "pending" => "NEW",
        _ => "RUNNING",
    };
}
