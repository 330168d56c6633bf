using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary><c>POST /api/v1/lineage</c>: takes one event of an OpenLineage client.</summary>
internal static class EventResource
{
    /// <summary>201 without a body, as Marquez answers, also to an event that was known: clients send again when an answer was lost.</summary>
    public static async Task<Results<StatusCodeHttpResult, ProblemHttpResult>> Handle(
        HttpContext http, OrganizationContext organization, EventStore store, OpenLineageSettings settings, CancellationToken cancel)
    {
        try
        {
            var told = EventReader.Read(await EventBody.ReadAsync(http.Request, settings.MaximumBytes, cancel));
            await store.RecordAsync(organization.OrganizationId, [told], cancel);
            return TypedResults.StatusCode(StatusCodes.Status201Created);
        }
        catch (EventRefusedException refused)
        {
            return Refuse(refused.Refusal);
        }
    }

    /// <summary>A refusal as problem details.</summary>
    public static ProblemHttpResult Refuse(EventRefusal refusal) =>
        Problems.Of(refusal.Status, refusal.ToString(), new() { ["errors"] = new Dictionary<string, string[]> { [refusal.Field] = [refusal.Fault] } });
}
