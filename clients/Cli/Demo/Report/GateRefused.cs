namespace IntentEngine.Cli.Demo.Report;

/// <summary>How a closed gate answered.</summary>
internal sealed record GateRefused(int Status, string Gate, string Detail, string? RequiredAction);
