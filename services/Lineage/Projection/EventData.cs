using System.Text.Json;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Projection;

/// <summary>What an event keeps of its fact besides its own columns: all the rest, so that executions can be rebuilt from events.</summary>
internal sealed record EventData
{
    public required string Status { get; init; }

    public required string Name { get; init; }

    public string? CorrelationId { get; init; }

    public string? ParentExecutionId { get; init; }

    public required string TriggerKind { get; init; }

    public string? RunId { get; init; }

    public int? StepNumber { get; init; }

    public required int Attempt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? CompletedAt { get; init; }

    public string? ErrorType { get; init; }

    public string? ErrorMessage { get; init; }

    public decimal? CostUsd { get; init; }

    public JsonElement? Data { get; init; }

    public static EventData Of(ExecutionFact fact) => new()
    {
        Status = fact.Status,
        Name = fact.Name,
        CorrelationId = fact.CorrelationId,
        ParentExecutionId = fact.ParentExecutionId,
        TriggerKind = fact.TriggerKind,
        RunId = fact.RunId,
        StepNumber = fact.StepNumber,
        Attempt = fact.Attempt,
        StartedAt = fact.StartedAt,
        CompletedAt = fact.CompletedAt,
        ErrorType = fact.ErrorType,
        ErrorMessage = fact.ErrorMessage,
        CostUsd = fact.CostUsd,
        Data = fact.Data.OrNothing(),
    };

    /// <summary>The fact again, from the event that keeps it.</summary>
    public ExecutionFact ToFact(Guid organizationId, string executionId, int sequence, Guid factId, DateTimeOffset at) => new()
    {
        FactId = factId,
        OrganizationId = organizationId,
        ExecutionId = executionId,
        Sequence = sequence,
        At = at,
        Status = Status,
        Name = Name,
        CorrelationId = CorrelationId,
        ParentExecutionId = ParentExecutionId,
        TriggerKind = TriggerKind,
        RunId = RunId,
        StepNumber = StepNumber,
        Attempt = Attempt,
        StartedAt = StartedAt,
        CompletedAt = CompletedAt,
        ErrorType = ErrorType,
        ErrorMessage = ErrorMessage,
        CostUsd = CostUsd,
        Data = Data,
    };
}
