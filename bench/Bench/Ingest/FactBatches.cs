using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging;
using RabbitMQ.Client;

namespace IntentEngine.Bench.Ingest;

/// <summary>Messages as senders make them: hundreds of facts each, of workflows with ten steps.</summary>
internal static class FactBatches
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly JsonElement Data = JsonSerializer.SerializeToElement(new { provider = "simulator", tokens = 812, files_changed = 2, note = new string('x', 80) });

    /// <summary>Messages with so many events in all; each execution has four: it begins, a step begins and ends, it is completed.</summary>
    public static IEnumerable<(BasicProperties, byte[])> Make(Guid[] organizations, int events, int batch) =>
        Enumerable.Range(0, events / batch).Select(number => (Properties(), Body(organizations[number % organizations.Length], number, batch)));

    private static byte[] Body(Guid organization, int number, int batch)
    {
        var ids = Enumerable.Range(number * batch / 4, batch / 4).ToList();
        return JsonSerializer.SerializeToUtf8Bytes(new RecordLineage
        {
            Executions = [.. ids.SelectMany(id => new[] { State(organization, id, 1, "running"), State(organization, id, 4, "completed") })],
            Events = [.. ids.SelectMany(id => new[] { Event(organization, id, 2, "step_start"), Event(organization, id, 3, "step_end") })],
        }, ContractJson.Options);
    }

    // Every eleventh is a workflow, the ten that follow are its steps.
    private static ExecutionFact State(Guid organization, int id, int sequence, string status) => new()
    {
        FactId = Guid.NewGuid(),
        OrganizationId = organization,
        ExecutionId = $"{organization:N}-{id}",
        Sequence = sequence,
        Status = status,
        At = Start.AddSeconds(id).AddMilliseconds(sequence * 100),
        CorrelationId = $"{organization:N}-{id - id % 11}",
        ParentExecutionId = id % 11 == 0 ? null : $"{organization:N}-{id - id % 11}",
        TriggerKind = id % 11 == 0 ? "manual" : "child",
        RunId = $"run-{id / 11}",
        Name = $"content.step_{id % 11}",
        StepNumber = id % 11,
        StartedAt = Start.AddSeconds(id),
        CompletedAt = status == "completed" ? Start.AddSeconds(id + 1) : null,
        Data = Data,
    };

    private static ExecutionEvent Event(Guid organization, int id, int sequence, string type) => new()
    {
        EventId = Guid.NewGuid(),
        OrganizationId = organization,
        ExecutionId = $"{organization:N}-{id}",
        Sequence = sequence,
        Type = type,
        At = Start.AddSeconds(id).AddMilliseconds(sequence * 100),
        Data = Data,
    };

    private static BasicProperties Properties() => new()
    {
        DeliveryMode = DeliveryModes.Persistent,
        MessageId = Guid.NewGuid().ToString(),
        ContentType = "application/json",
        Headers = new Dictionary<string, object?> { ["MT-MessageType"] = Encoding.UTF8.GetBytes(MessageName.Urn<RecordLineage>()) },
    };
}
