namespace IntentEngine.Client.Executions;

/// <summary>The executions of one correlation.</summary>
/// <param name="CorrelationId">The correlation.</param>
/// <param name="TotalExecutions">How many there are, however many are listed.</param>
/// <param name="RootExecutionId">The earliest without a parent. Null: each has one.</param>
/// <param name="RootExecutionIds">All without a parent, earliest first.</param>
/// <param name="Executions">By start; at most as many as asked for.</param>
public sealed record CorrelationChain(string CorrelationId, int TotalExecutions, string? RootExecutionId, IReadOnlyList<string> RootExecutionIds, IReadOnlyList<Execution> Executions);
