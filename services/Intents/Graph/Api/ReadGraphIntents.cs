using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary>Lists intents, shows one with its history and its gate, and the named groups.</summary>
internal static class ReadGraphIntents
{
    /// <summary>An intent's history, oldest first.</summary>
    internal sealed record History(string IntentId, IReadOnlyList<StatusChange> Entries);

    public static void MapReadGraphIntents(this IEndpointRouteBuilder graph)
    {
        graph.MapGet("/intents", List).WithName("ListGraphIntents").WithSummary("List intents of the graph, newest first");
        graph.MapGet("/intents/{intentId}", Get).WithName("GetGraphIntent").WithSummary("Show one intent; ETag is its version");
        graph.MapGet("/intents/{intentId}/history", ReadHistory).WithName("GraphIntentHistory").WithSummary("What happened to an intent, oldest first; stays when it is deleted");
        graph.MapGet("/intents/{intentId}/gate", ReadGate).WithName("GraphIntentGate").WithSummary("What an intent waits for before it may start");
        graph.MapGet("/groups/{group}", Group).WithName("GraphIntentGroup").WithSummary("A named group: ready, needing-attention or ready-for-archival (?days=)");
    }

    internal static async Task<Results<Ok<GraphPage>, ProblemHttpResult>> List(
        [AsParameters] ListFilter filter, [AsParameters] GraphPaging paging, OrganizationContext caller, IGraphStore store, CancellationToken cancel)
    {
        var faults = new Validation();
        var wanted = filter.Check(faults);
        return await Page(wanted, paging, faults, caller, store, cancel);
    }

    internal static async Task<Results<Ok<StorableIntent>, ProblemHttpResult>> Get(string intentId, HttpContext http, OrganizationContext caller, IGraphStore store, CancellationToken cancel)
    {
        var found = await store.FindAsync(caller.OrganizationId, [intentId], cancel);
        return GraphAnswers.Ok(http, found.TryGetValue(intentId, out var intent) ? intent : GraphRefusal.Unknown(intentId));
    }

    internal static async Task<Results<Ok<History>, ProblemHttpResult>> ReadHistory(string intentId, OrganizationContext caller, IGraphStore store, CancellationToken cancel)
    {
        var entries = await store.HistoryAsync(caller.OrganizationId, intentId, cancel);
        return entries.Count > 0 ? TypedResults.Ok(new History(intentId, entries)) : GraphAnswers.Problem(GraphRefusal.Unknown(intentId));
    }

    internal static async Task<Results<Ok<GateState>, ProblemHttpResult>> ReadGate(string intentId, OrganizationContext caller, IGraphStore store, StartGate gate, CancellationToken cancel)
    {
        var found = await store.FindAsync(caller.OrganizationId, [intentId], cancel);
        return found.ContainsKey(intentId) ? TypedResults.Ok(await gate.Look(caller.OrganizationId, intentId, cancel)) : GraphAnswers.Problem(GraphRefusal.Unknown(intentId));
    }

    internal static async Task<Results<Ok<GraphPage>, ProblemHttpResult>> Group(
        string group, [AsParameters] GraphPaging paging, [FromQuery] int? days, [FromQuery(Name = "startable")] bool? startable,
        OrganizationContext caller, IGraphStore store, StartGate gate, TimeProvider clock, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(days ?? 0, "days", 0, 36_500);
        var filter = group switch
        {
            "ready" => GraphGroups.Ready,
            "needing-attention" => GraphGroups.NeedingAttention,
            "ready-for-archival" => GraphGroups.ReadyForArchival(days ?? 0, clock.GetUtcNow()),
            _ => null,
        };
        if (filter is null) return Problems.NotFound($"There is no group '{group}'; expected ready, needing-attention or ready-for-archival.");
        var page = await Page(filter, paging, faults, caller, store, cancel);
        if (startable != true || page.Result is not Ok<GraphPage> { Value: { } read }) return page;
        // The page stays as long as it is; what must wait is left out of it.
        var gates = await gate.LookAtAll(caller.OrganizationId, [.. read.Intents.Select(i => i.IntentId)], cancel);
        return TypedResults.Ok(read with { Intents = [.. read.Intents.Where(i => gates[i.IntentId].IsOpen)] });
    }

    private static async Task<Results<Ok<GraphPage>, ProblemHttpResult>> Page(
        GraphFilter filter, GraphPaging paging, Validation faults, OrganizationContext caller, IGraphStore store, CancellationToken cancel)
    {
        var (limit, after) = paging.Check(faults);
        if (faults.Problem is { } refusal) return refusal;
        return TypedResults.Ok(GraphPage.Of(await store.ListAsync(caller.OrganizationId, filter with { After = after, Limit = limit + 1 }, cancel), limit));
    }
}
