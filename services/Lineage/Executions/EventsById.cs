using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}/events?tail=500</c>: what was told of one execution, in the order of its own history.</summary>
internal static class EventsById
{
    /// <summary>One fact about the execution.</summary>
    /// <param name="Sequence">Place in its history, from 1.</param>
    /// <param name="Type"><c>execution_started</c>, <c>execution_completed</c>, <c>execution_failed</c> and the like.</param>
    /// <param name="At">When it happened (UTC).</param>
    /// <param name="Data">All else that was told.</param>
    public sealed record Event(int Sequence, string Type, DateTimeOffset At, JsonElement Data);

    /// <summary>The last events.</summary>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Events">At most as many as asked, oldest first.</param>
    /// <param name="Total">How many there are.</param>
    public sealed record Response(string ExecutionId, IReadOnlyList<Event> Events, int Total);

    /// <param name="tail">How many of the last events, 1 to 2000; default 500 (specification: semantics §3.2).</param>
    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, int? tail, OrganizationContext organization, LineageDbContext db, CancellationToken cancel)
    {
        var most = tail ?? 500;
        var rules = new Validation();
        if (!rules.RequireRange(most, "tail", 1, 2000)) return rules.Problem!;

        var events = db.Events.Where(e => e.OrganizationId == organization.OrganizationId && e.ExecutionId == id);
        var total = await events.CountAsync(cancel);
        // An execution is known from its first event on.
        if (total == 0) return Problems.NotFound($"Execution '{id}' is not known.");
        var last = await events
            .OrderByDescending(e => e.Sequence).ThenByDescending(e => e.FactId)
            .Take(most)
            .Select(e => new Event(e.Sequence, e.Type, e.At, e.Data))
            .ToListAsync(cancel);
        last.Reverse();
        return TypedResults.Ok(new Response(id, last, total));
    }
}
