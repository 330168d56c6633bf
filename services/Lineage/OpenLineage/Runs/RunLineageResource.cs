using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Runs;

/// <summary><c>GET /api/v1/runlineage/upstream</c> as Marquez has it, and <c>/downstream</c> beside it: which run read what which run had written.</summary>
internal static class RunLineageResource
{
    /// <summary>Runs, the one asked for first, then by distance and the job's name.</summary>
    public sealed record Response(IReadOnlyList<Entry> Runs);

    /// <summary>A run with what it read.</summary>
    public sealed record Entry(VersionedName Job, RunSpan Run, IReadOnlyList<ReadVersion> Inputs);

    /// <summary>A job and its version.</summary>
    public sealed record VersionedName(string Namespace, string Name, Guid? Version);

    /// <summary>When a run was, UTC, and its state.</summary>
    public sealed record RunSpan(string Id, DateTime? Start, DateTime? End, string Status);

    /// <summary>A version of a dataset, and the run that had written it; null: nobody known.</summary>
    public sealed record ReadVersion(string Namespace, string Name, Guid Version, string? ProducedByRunId);

    /// <summary>What is asked.</summary>
    /// <param name="RunId">The run; of our own executions the execution.</param>
    /// <param name="Depth">Runs from the start, 0 to 1000. Default 20.</param>
    public sealed record Query([property: FromQuery(Name = "runId")] string? RunId, [property: FromQuery(Name = "depth")] int? Depth);

    public static Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Upstream(
        [AsParameters] Query query, HttpContext http, OrganizationContext organization, RunInputs inputs, RunCatalog runs, CancellationToken cancel) =>
        HandleAsync(query, http, organization.OrganizationId, inputs, runs, upstream: true, cancel);

    public static Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> Downstream(
        [AsParameters] Query query, HttpContext http, OrganizationContext organization, RunInputs inputs, RunCatalog runs, CancellationToken cancel) =>
        HandleAsync(query, http, organization.OrganizationId, inputs, runs, upstream: false, cancel);

    private static async Task<Results<JsonHttpResult<Response>, ProblemHttpResult>> HandleAsync(
        Query query, HttpContext http, Guid organizationId, RunInputs inputs, RunCatalog runs, bool upstream, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(query.RunId, "runId", EventFields.LongestName);
        rules.RequireRange(query.Depth ?? 20, "depth", 0, GraphResource.Deepest);
        if (rules.Problem is { } refusal) return refusal;

        // Of an own execution the id as it is, of a client's run as it was made one.
        var known = await runs.FindAsync(organizationId, [query.RunId!, RunId.Of(query.RunId!)], cancel);
        if (known.Count == 0) return Problems.NotFound($"Run '{query.RunId}' is not known.");
        var start = known.ContainsKey(query.RunId!) ? query.RunId! : RunId.Of(query.RunId!);
        var walk = await new RunWalk(inputs, organizationId, upstream).FromAsync(start, query.Depth ?? 20, cancel);
        http.Response.Headers[GraphResource.CompleteHeader] = walk.Complete ? "true" : "false";
        var data = await runs.FindAsync(organizationId, [.. walk.Distances.Keys], cancel);
        return TypedResults.Json(new Response([.. data.Values
            .OrderBy(run => walk.Distances[run.Id]).ThenBy(run => run.JobVersion?.Name, StringComparer.Ordinal).ThenBy(run => run.Id, StringComparer.Ordinal)
            .Select(run => Describe(run, walk.Inputs[run.Id]))]), OpenLineageJson.Options);
    }

    private static Entry Describe(RunData run, IEnumerable<RunInputs.Input> inputs) => new(
        new VersionedName(run.JobVersion!.Namespace, run.JobVersion.Name, run.JobVersion.Version),
        new RunSpan(run.Id, run.StartedAt, run.EndedAt, run.State),
        [.. inputs.OrderBy(i => i.Dataset).Select(i => new ReadVersion(i.Dataset.Namespace, i.Dataset.Name, i.VersionId, i.Writer))]);
}
