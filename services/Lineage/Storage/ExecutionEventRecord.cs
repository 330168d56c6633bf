using System.Text.Json;

namespace IntentEngine.Lineage.Storage;

/// <summary>A row of <c>execution_events</c>.</summary>
internal sealed class ExecutionEventRecord
{
    public Guid OrganizationId { get; init; }

    public required string ExecutionId { get; init; }

    public int Sequence { get; init; }

    public Guid FactId { get; init; }

    public required string Type { get; init; }

    public DateTimeOffset At { get; init; }

    public JsonElement Data { get; init; }
}
