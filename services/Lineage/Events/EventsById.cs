using System.Runtime.CompilerServices;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Events;

/// <summary><c>GET /executions/{id}/events</c>: what was told of one execution, in the order of its own history (specification: semantics §3.2).</summary>
internal static class EventsById
{
    private const int ExportPage = 500;

    /// <summary>Which events; all given conditions hold together.</summary>
    /// <param name="Tail">The last so many, 1 to 2000. Default 500, unless a page is asked for.</param>
    /// <param name="Limit">A page from the beginning, or from the cursor: 1 to 1000.</param>
    /// <param name="Cursor">The <c>next_cursor</c> of the page before.</param>
    /// <param name="Type">Only of this type; may be given several times.</param>
    /// <param name="Since">Happened at this time or later.</param>
    /// <param name="Until">Happened at this time or earlier.</param>
    /// <param name="Format"><c>json</c> or <c>ndjson</c>; else the Accept header decides.</param>
    public sealed record Query(
        [property: FromQuery(Name = "tail")] int? Tail,
        [property: FromQuery(Name = "limit")] int? Limit,
        [property: FromQuery(Name = "cursor")] string? Cursor,
        [property: FromQuery(Name = "type")] string[]? Type,
        [property: FromQuery(Name = "since")] DateTimeOffset? Since,
        [property: FromQuery(Name = "until")] DateTimeOffset? Until,
        [property: FromQuery(Name = "format")] string? Format);

    /// <summary>Events of one execution.</summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Events">At most as many as asked, oldest first.</param>
    /// <param name="Total">How many match on all pages.</param>
    /// <param name="NextCursor">Send it as <c>cursor</c> for the page after this one. Absent: this is the last page, or a tail.</param>
    public sealed record Response(string ExecutionId, IReadOnlyList<EventView> Events, int Total, string? NextCursor);

    public static async Task<Results<Ok<Response>, EventLines, ProblemHttpResult>> Handle(
        string id, [AsParameters] Query query, HttpRequest request, OrganizationContext organization, EventHistory history, CancellationToken cancel)
    {
        var after = query.Cursor is null ? null : EventHistory.Place.Parse(query.Cursor);
        if (Check(query, after).Problem is { } refusal) return refusal;

        var wanted = new EventHistory.Query(organization.OrganizationId, id, EventRules.Types(query.Type), query.Since, query.Until);
        var (total, isKnown) = await history.CountAsync(wanted, cancel);
        // An execution is known from its first event on.
        if (!isKnown) return Problems.NotFound($"Execution '{id}' is not known.");
        if (EventLines.Wanted(request, query.Format)) return new EventLines(stop => Pages(history, wanted, query, after, stop));
        if (query.Limit is null && query.Cursor is null) return TypedResults.Ok(new Response(id, await history.TailAsync(wanted, query.Tail ?? 500, cancel), total, null));

        var limit = query.Limit ?? ExportPage;
        // One more than asked for says whether there is another page.
        var found = await history.PageAsync(wanted, after, limit + 1, cancel);
        IReadOnlyList<EventView> shown = [.. found.Take(limit)];
        return TypedResults.Ok(new Response(id, shown, total, found.Count > limit ? EventHistory.Place.After(shown[^1]).ToString() : null));
    }

    private static Validation Check(Query query, EventHistory.Place? after)
    {
        var rules = new Validation();
        rules.RequireRange(query.Tail ?? 1, "tail", 1, 2000);
        rules.RequireRange(query.Limit ?? 1, "limit", 1, 1000);
        rules.Require(query.Tail is null || (query.Limit ?? (object?)query.Cursor) is null, "tail", "expected none beside a limit or a cursor: the last events are one page.");
        rules.Require(query.Cursor is null || after is not null, "cursor", "expected the next_cursor of a page; came something else. Start without a cursor.");
        rules.CheckTypes(query.Type);
        rules.CheckFormat(query.Format);
        return rules;
    }

    private static async IAsyncEnumerable<IReadOnlyList<EventView>> Pages(
        EventHistory history, EventHistory.Query wanted, Query query, EventHistory.Place? after, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (query.Tail is { } tail)
        {
            yield return await history.TailAsync(wanted, tail, cancel);
            yield break;
        }

        var left = query.Limit ?? int.MaxValue;
        while (left > 0)
        {
            var size = Math.Min(left, ExportPage);
            var page = await history.PageAsync(wanted, after, size, cancel);
            yield return page;
            if (page.Count < size) yield break;
            (after, left) = (EventHistory.Place.After(page[^1]), left - page.Count);
        }
    }
}
