namespace IntentEngine.Cli.Demo.Report;

/// <summary>A step of the workflow, without its output.</summary>
internal sealed record ReportedStep(int Number, string Name, string Status, int? DurationMs, int RetryCount, decimal? CostUsd);
