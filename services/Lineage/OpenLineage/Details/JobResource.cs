using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary><c>GET /api/v1/namespaces/{namespace}/jobs/{job}</c> and its <c>/runs</c>, as Marquez answers.</summary>
internal static class JobResource
{
    private static readonly RunPage LatestTen = new(10, 0);

    /// <summary>Runs of a job, the newest first.</summary>
    /// <param name="Runs">One page of them.</param>
    /// <param name="TotalCount">How many there are on all pages.</param>
    public sealed record RunsResponse(IReadOnlyList<RunData> Runs, int TotalCount);

    public static async Task<Results<JsonHttpResult<JobDetail>, ProblemHttpResult>> Get(
        string @namespace, string job, OrganizationContext organization, JobCatalog jobs, JobRuns runs, GraphEdges edges, CancellationToken cancel)
    {
        var (id, name, rules) = (organization.OrganizationId, new NodeName(@namespace, job), new Validation());
        rules.RequireNode(name);
        if (rules.Problem is { } refusal) return refusal;
        if (!(await jobs.FindAsync(id, [name], cancel)).TryGetValue(name, out var found)) return Unknown(name);
        var uses = await edges.OfJobsAsync(id, [name], new GraphEdges.Reach(true, true, null, GraphWalk.MostEdges), cancel);
        return TypedResults.Json(new JobDetail(found with { Inputs = Names(uses, isOutput: false), Outputs = Names(uses, isOutput: true) })
        {
            LatestRuns = (await runs.OfAsync(id, found, LatestTen, cancel)).Runs,
            Facets = await runs.FacetsAsync(id, name, cancel),
        }, OpenLineageJson.Options);
    }

    public static async Task<Results<JsonHttpResult<RunsResponse>, ProblemHttpResult>> ListRuns(
        string @namespace, string job, [AsParameters] RunPage page, OrganizationContext organization, JobCatalog jobs, JobRuns runs, CancellationToken cancel)
    {
        var (name, rules) = (new NodeName(@namespace, job), new Validation());
        rules.RequireNode(name);
        page.Require(rules);
        if (rules.Problem is { } refusal) return refusal;
        if (!(await jobs.FindAsync(organization.OrganizationId, [name], cancel)).TryGetValue(name, out var found)) return Unknown(name);
        var listed = await runs.OfAsync(organization.OrganizationId, found, page, cancel);
        return TypedResults.Json(new RunsResponse(listed.Runs, listed.Total), OpenLineageJson.Options);
    }

    private static NameData[] Names(IEnumerable<GraphEdge> uses, bool isOutput) => [.. uses.Where(use => use.IsOutput == isOutput).Select(use => use.Dataset).Distinct().Order().Select(NameData.Of)];

    private static ProblemHttpResult Unknown(NodeName name) => Problems.NotFound($"Job '{name.Name}' of namespace '{name.Namespace}' is not known.");
}
