using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Events;

/// <summary><c>GET …/events/stream</c>: events as they are recorded, of one execution, a correlation or the organization, by whichever instance.</summary>
internal sealed class EventStreams(EventLog log, EventHeads heads, EventFeed feed, OpenStreams streams)
{
    /// <summary>Where to start and what to show.</summary>
    /// <param name="LastEventId">The <c>id</c> of the last event that came; what a browser sends by itself when it comes again.</param>
    /// <param name="After">The same as a parameter: start after this position; 0 starts with the oldest event. Default: what is recorded from now on.</param>
    /// <param name="Type">Only of this type; may be given several times.</param>
    public sealed record Query(
        [property: FromHeader(Name = "Last-Event-ID")] string? LastEventId,
        [property: FromQuery(Name = "after")] string? After,
        [property: FromQuery(Name = "type")] string[]? Type);

    public static async Task<Results<EventStream, ProblemHttpResult>> OfExecution(
        string id, [AsParameters] Query query, HttpResponse response, OrganizationContext organization, EventStreams streams, EventLog log, CancellationToken cancel)
    {
        var scope = new EventScope(organization.OrganizationId, ExecutionId: id);
        return await log.IsKnownAsync(scope, cancel) ? await streams.OpenAsync(scope, query, response, cancel) : Problems.NotFound($"Execution '{id}' is not known.");
    }

    public static async Task<Results<EventStream, ProblemHttpResult>> OfCorrelation(
        string cid, [AsParameters] Query query, HttpResponse response, OrganizationContext organization, EventStreams streams, EventLog log, CancellationToken cancel)
    {
        var scope = new EventScope(organization.OrganizationId, CorrelationId: cid);
        return await log.IsKnownAsync(scope, cancel) ? await streams.OpenAsync(scope, query, response, cancel) : Problems.NotFound($"Correlation '{cid}' has no executions.");
    }

    public static Task<Results<EventStream, ProblemHttpResult>> OfOrganization(
        [AsParameters] Query query, HttpResponse response, OrganizationContext organization, EventStreams streams, CancellationToken cancel) =>
        streams.OpenAsync(new EventScope(organization.OrganizationId), query, response, cancel);

    private async Task<Results<EventStream, ProblemHttpResult>> OpenAsync(EventScope scope, Query query, HttpResponse response, CancellationToken cancel)
    {
        var (sent, field) = query.LastEventId is { Length: > 0 } last ? (last, "Last-Event-ID") : (query.After, "after");
        var start = sent is null ? null : EventCursor.Parse(sent);
        var rules = new Validation();
        rules.Require(sent is null || start is not null, field, $"expected the id of an event of a stream, or 0; came '{sent}'.");
        rules.CheckTypes(query.Type);
        if (rules.Problem is { } refusal) return refusal;

        var head = await log.HeadAsync(scope.OrganizationId, cancel);
        if (streams.TryOpen(scope.OrganizationId, out var full) is not { } place)
        {
            response.Headers.RetryAfter = "5";
            return Problems.TooManyRequests(full!);
        }

        return new EventStream(feed, scope with { Types = EventRules.Types(query.Type) }, start ?? EventCursor.At(head), heads.Watch(scope.OrganizationId, head), place);
    }
}
