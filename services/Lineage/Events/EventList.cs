using System.Runtime.CompilerServices;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Events;

/// <summary><c>GET /executions/events</c> and <c>GET /executions/correlation/{cid}/events</c>: what was told, in the order in which it was recorded.</summary>
internal static class EventList
{
    private const int ExportPage = 500;

    /// <summary>Which events.</summary>
    /// <param name="Tail">The last so many, 1 to 2000. Default 500, unless a place to start is given.</param>
    /// <param name="After">Only what was recorded after this: the <c>next</c> of the page before, the <c>position</c> of an event, or 0 for all.</param>
    /// <param name="Limit">How many at most, 1 to 1000. Default 500; of lines all.</param>
    /// <param name="Type">Only of this type; may be given several times.</param>
    /// <param name="Format"><c>json</c> or <c>ndjson</c>; else the Accept header decides.</param>
    public sealed record Query(
        [property: FromQuery(Name = "tail")] int? Tail,
        [property: FromQuery(Name = "after")] string? After,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "type")] string[]? Type,
        [property: FromQuery(Name = "format")] string? Format);

    /// <summary>Events of a correlation or of the organization.</summary>
    /// <param name="Events">Oldest first.</param>
    /// <param name="Next">Send it as <c>after</c> for what comes next, now or later; nothing is skipped.</param>
    /// <param name="HasMore">Whether something comes next already.</param>
    public sealed record Response(IReadOnlyList<EventView> Events, string Next, bool HasMore);

    public static Task<Results<Ok<Response>, EventLines, ProblemHttpResult>> OfOrganization(
        [AsParameters] Query query, HttpRequest request, OrganizationContext organization, EventLog log, CancellationToken cancel) =>
        Handle(new EventScope(organization.OrganizationId), query, request, log, cancel);

    public static async Task<Results<Ok<Response>, EventLines, ProblemHttpResult>> OfCorrelation(
        string cid, [AsParameters] Query query, HttpRequest request, OrganizationContext organization, EventLog log, CancellationToken cancel)
    {
        var scope = new EventScope(organization.OrganizationId, CorrelationId: cid);
        return await log.IsKnownAsync(scope, cancel) ? await Handle(scope, query, request, log, cancel) : Problems.NotFound($"Correlation '{cid}' has no executions.");
    }

    private static async Task<Results<Ok<Response>, EventLines, ProblemHttpResult>> Handle(EventScope scope, Query query, HttpRequest request, EventLog log, CancellationToken cancel)
    {
        var after = query.After is null ? null : EventCursor.Parse(query.After);
        if (Check(query, after).Problem is { } refusal) return refusal;
        scope = scope with { Types = EventRules.Types(query.Type) };

        var head = await log.HeadAsync(scope.OrganizationId, cancel);
        if (EventLines.Wanted(request, query.Format)) return new EventLines(stop => Pages(log, scope, query, after, head, stop));
        if (after is null)
        {
            var tail = await log.TailAsync(scope, head, query.Tail ?? query.Limit ?? ExportPage, cancel);
            return TypedResults.Ok(new Response([.. tail.Select(e => e.View)], EventCursor.At(head).ToString(), false));
        }

        var limit = query.Limit ?? ExportPage;
        var found = await log.AfterAsync(scope, after.Value, head, limit + 1, cancel);
        var shown = found.Take(limit).ToList();
        var hasMore = found.Count > limit;
        var next = hasMore ? shown[^1].Cursor : after.Value.Moment > head ? after.Value : EventCursor.At(head);
        return TypedResults.Ok(new Response([.. shown.Select(e => e.View)], next.ToString(), hasMore));
    }

    private static Validation Check(Query query, EventCursor? after)
    {
        var rules = new Validation();
        rules.RequireRange(query.Tail ?? 1, "tail", 1, 2000);
        rules.RequireRange(query.Limit ?? 1, "limit", 1, 1000);
        rules.Require(query.Tail is null || query.After is null, "tail", "expected none beside after: the last events are those before now.");
        rules.Require(query.After is null || after is not null, "after", "expected a position such as 0 or 17, or the next of a page; came something else.");
        rules.CheckTypes(query.Type);
        rules.CheckFormat(query.Format);
        return rules;
    }

    private static async IAsyncEnumerable<IReadOnlyList<EventView>> Pages(
        EventLog log, EventScope scope, Query query, EventCursor? after, long head, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (query.Tail is { } tail)
        {
            yield return [.. (await log.TailAsync(scope, head, tail, cancel)).Select(e => e.View)];
            yield break;
        }

        var (cursor, left) = (after ?? EventCursor.Start, query.Limit ?? int.MaxValue);
        while (left > 0)
        {
            var size = Math.Min(left, ExportPage);
            var page = await log.AfterAsync(scope, cursor, head, size, cancel);
            yield return [.. page.Select(e => e.View)];
            if (page.Count < size) yield break;
            (cursor, left) = (page[^1].Cursor, left - page.Count);
        }
    }
}
