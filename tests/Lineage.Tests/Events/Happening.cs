using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.Events;

/// <summary>Makes events that are no states.</summary>
internal static class Happening
{
    public static ExecutionEvent Event(this Organization organization, string executionId, int sequence, string type, object? data = null) => new()
    {
        EventId = NameBasedGuid.Create(organization.Id, $"{executionId}/{sequence}/{type}"),
        OrganizationId = organization.Id,
        ExecutionId = executionId,
        Sequence = sequence,
        Type = type,
        At = Organization.Moment(sequence),
        Data = data is null ? null : JsonSerializer.SerializeToElement(data),
    };

    public static Task TellAsync(this Organization organization, params ExecutionEvent[] events) => organization.RecordAsync(new RecordLineage { Events = events });
}
