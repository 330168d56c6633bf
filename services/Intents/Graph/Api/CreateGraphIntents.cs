using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Edges;
using IntentEngine.Intents.Graph.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>POST /api/intent-graph/intents</c> and <c>…/intents/bulk</c> add intents.</summary>
internal static class CreateGraphIntents
{
    /// <summary>Most intents of one bulk request.</summary>
    internal const int MostIntents = 200;

    /// <summary>Most edges of one bulk request.</summary>
    internal const int MostEdges = 1000;

    /// <summary>The body of a bulk request.</summary>
    public sealed class Request
    {
        /// <summary>1 to 200 intents.</summary>
        public required IReadOnlyList<NewGraphIntent> Intents { get; init; }

        /// <summary>At most 1000 edges between them, or between them and intents that are there.</summary>
        public IReadOnlyList<NewEdge>? Edges { get; init; }
    }

    /// <summary>The answer to a bulk request.</summary>
    internal sealed record Response(IReadOnlyList<StorableIntent> Intents);

    public static void MapCreateGraphIntents(this IEndpointRouteBuilder graph)
    {
        graph.MapPost("/intents", One).RequireAuthorization(Policies.Member)
            .WithName("CreateGraphIntent").WithSummary("Add an intent, from its fields or from RTFS source");
        graph.MapPost("/intents/bulk", Many).RequireAuthorization(Policies.Member)
            .WithName("CreateGraphIntents").WithSummary("Add up to 200 intents and the edges between them, all or none");
    }

    internal static async Task<Results<Created<StorableIntent>, ProblemHttpResult>> One(
        NewGraphIntent body, HttpContext http, OrganizationContext caller, GraphCreation creation, GraphWriter writer, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        var wanted = NewGraphIntentRules.Check(body, "", writer.Now(), faults);
        if (faults.Problem is { } invalid) return invalid;
        if (wanted.Refusal is { } refusal) return GraphAnswers.Problem(refusal);
        var request = GraphAnswers.Request(caller, key);
        var outcome = await creation.Create(request, [wanted.Value!], [],
            made => request.Remember(StatusCodes.Status201Created, made[0], GraphAnswers.Location(made[0].IntentId)), cancel);
        if (outcome.Refusal is { } refused) return GraphAnswers.Problem(refused);
        var intent = outcome.Value![0];
        GraphAnswers.Tag(http, intent);
        return TypedResults.Created(GraphAnswers.Location(intent.IntentId), intent);
    }

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> Many(
        Request body, OrganizationContext caller, GraphCreation creation, GraphWriter writer, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        faults.RequireRange(body.Intents.Count, "intents", 1, MostIntents);
        faults.RequireRange(body.Edges?.Count ?? 0, "edges", 0, MostEdges);
        if (faults.Problem is { } tooMany) return tooMany;
        if (Wanted(body, writer.Now(), faults) is not { } wanted) return faults.Problem!;
        if (wanted.Refusal is { } refusal) return GraphAnswers.Problem(refusal);
        var edges = (body.Edges ?? []).Select((edge, place) => EdgeRules.Check(edge, $"edges[{place}].", faults)).ToList();
        faults.Require(wanted.Value!.DistinctBy(i => i.IntentId).Count() == wanted.Value!.Count, "intents", "expected every intent_id once.");
        faults.Require((body.Edges ?? []).DistinctBy(e => (e.From, e.To, e.EdgeType)).Count() == edges.Count, "edges", "expected every edge once.");
        if (faults.Problem is { } invalid) return invalid;
        var request = GraphAnswers.Request(caller, key);
        var outcome = await creation.Create(request, wanted.Value!, [.. edges.OfType<IntentEdge>()], made => request.Remember(StatusCodes.Status201Created, new Response(made)), cancel);
        return outcome.Refusal is { } refused ? GraphAnswers.Problem(refused) : TypedResults.Created((string?)null, new Response(outcome.Value!));
    }

    private static Outcome<IReadOnlyList<StorableIntent>>? Wanted(Request body, DateTimeOffset now, Validation faults)
    {
        var intents = new List<StorableIntent>();
        GraphRefusal? refusal = null;
        foreach (var (wanted, place) in body.Intents.Select((wanted, place) => (wanted, place)))
        {
            if (!faults.Require(wanted is not null, $"intents[{place}]", "expected an intent; came null.")) continue;
            var outcome = NewGraphIntentRules.Check(wanted!, $"intents[{place}].", now, faults);
            refusal ??= outcome.Refusal;
            if (outcome.Value is { } intent) intents.Add(intent);
        }

        if (!faults.Passed) return null;
        return refusal is null ? new Outcome<IReadOnlyList<StorableIntent>>?(intents) : refusal;
    }
}
