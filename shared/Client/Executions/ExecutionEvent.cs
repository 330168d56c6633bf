using System.Text.Json;

namespace IntentEngine.Client.Executions;

/// <summary>One fact about an execution.</summary>
/// <param name="Sequence">Place in its history, from 1.</param>
/// <param name="Type">E.g. <c>execution_started</c>.</param>
/// <param name="At">When it happened (UTC).</param>
/// <param name="Data">All else that was told.</param>
public sealed record ExecutionEvent(int Sequence, string Type, DateTimeOffset At, JsonElement Data);
