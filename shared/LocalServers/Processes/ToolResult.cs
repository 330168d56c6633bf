namespace IntentEngine.LocalServers.Processes;

/// <summary>What a finished program left: its exit code and all it wrote.</summary>
internal sealed record ToolResult(int ExitCode, string Output, string Errors);
