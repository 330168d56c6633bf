namespace IntentEngine.Cli.Demo.Report;

/// <summary>A process of the engine and the memory it holds resident, in bytes; null when it cannot be read.</summary>
internal sealed record ProcessMemory(string Name, int ProcessId, long? ResidentBytes);
