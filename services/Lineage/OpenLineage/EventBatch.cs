using System.Text.Json;
using System.Text.Json.Serialization;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary><c>POST /api/v1/lineage/batch</c>: takes a list of events and says of each that was not taken why.</summary>
internal static class EventBatch
{
    // Written together; a group that fails is written one by one.
    private const int Together = 100;

    /// <summary>What became of the events (OpenLineage specification, <c>/lineage/batch</c>).</summary>
    /// <param name="Status"><c>success</c>, or <c>partial_success</c> when any failed.</param>
    /// <param name="Summary">How many.</param>
    /// <param name="FailedEvents">Those that failed, by their place in the list.</param>
    public sealed record Response(
        [property: JsonPropertyName("status")] string Status,
        [property: JsonPropertyName("summary")] Counts Summary,
        [property: JsonPropertyName("failed_events")] IReadOnlyList<FailedEvent> FailedEvents);

    /// <summary>How many events there were.</summary>
    public sealed record Counts(
        [property: JsonPropertyName("received")] int Received,
        [property: JsonPropertyName("successful")] int Successful,
        [property: JsonPropertyName("failed")] int Failed,
        [property: JsonPropertyName("retriable")] int Retriable,
        [property: JsonPropertyName("non_retriable")] int NonRetriable);

    /// <summary>An event that was not taken.</summary>
    /// <param name="Index">Its place in the list, from 0.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Retriable">Whether sending it again unchanged may help.</param>
    public sealed record FailedEvent(
        [property: JsonPropertyName("index")] int Index,
        [property: JsonPropertyName("reason")] string Reason,
        [property: JsonPropertyName("retriable")] bool Retriable);

    public static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Handle(
        HttpContext http, OrganizationContext organization, EventStore store, OpenLineageSettings settings, CancellationToken cancel)
    {
        try
        {
            var batch = Parse(await EventBody.ReadAsync(http.Request, settings.MaximumBytes, cancel));
            if (batch.ValueKind != JsonValueKind.Array) throw EventFields.Wrong("body", "a list of events", batch);
            var received = batch.GetArrayLength();
            if (received > settings.MaximumBatchEvents)
                return EventResource.Refuse(new EventRefusal(StatusCodes.Status413PayloadTooLarge, "body", $"expected at most {settings.MaximumBatchEvents} events; came {received}. Send several batches."));
            var failed = await RecordAsync(batch, organization.OrganizationId, store, cancel);
            var retriable = failed.Count(f => f.Retriable);
            return TypedResults.Json(new Response(
                failed.Count == 0 ? "success" : "partial_success",
                new Counts(received, received - failed.Count, failed.Count, retriable, failed.Count - retriable),
                failed), OpenLineageJson.Options);
        }
        catch (EventRefusedException refused)
        {
            return EventResource.Refuse(refused.Refusal);
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body) =>
        // The canonical form first: whatever is not JSON or not Unicode is refused there.
        JsonElement.Parse(CanonicalJson.Of(body), new JsonDocumentOptions { MaxDepth = OpenLineageJson.MostLevels });

    private static async Task<List<FailedEvent>> RecordAsync(JsonElement batch, Guid organizationId, EventStore store, CancellationToken cancel)
    {
        var failed = new List<FailedEvent>();
        var readable = new List<(int Index, LineageEvent Event)>();
        foreach (var (index, item) in batch.EnumerateArray().Index())
            try
            {
                readable.Add((index, EventReader.Read(item)));
            }
            catch (EventRefusedException refused)
            {
                failed.Add(new FailedEvent(index, refused.Refusal.ToString(), Retriable: false));
            }

        foreach (var group in readable.Chunk(Together)) await RecordAsync(group, organizationId, store, failed, cancel);
        failed.Sort((a, b) => a.Index.CompareTo(b.Index));
        return failed;
    }

    private static async Task RecordAsync((int Index, LineageEvent Event)[] group, Guid organizationId, EventStore store, List<FailedEvent> failed, CancellationToken cancel)
    {
        try
        {
            await store.RecordAsync(organizationId, [.. group.Select(g => g.Event)], cancel);
        }
        catch (EventRefusedException) when (group.Length > 1)
        {
            foreach (var single in group) await RecordAsync([single], organizationId, store, failed, cancel);
        }
        catch (EventRefusedException refused)
        {
            failed.Add(new FailedEvent(group[0].Index, refused.Refusal.ToString(), Retriable: false));
        }
        catch (Exception passing) when (TransientFaults.IsTransient(passing))
        {
            failed.AddRange(group.Select(g => new FailedEvent(g.Index, "The database cannot answer at the moment; send it again.", Retriable: true)));
        }
    }
}
