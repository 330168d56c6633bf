using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Runs;
using IntentEngine.Lineage.OpenLineage.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary><c>GET /api/v1/jobs/runs/{id}</c> and its <c>/facets</c>, as Marquez answers.</summary>
internal static class RunResource
{
    /// <summary>Facets of a run, or of its job as this run told them.</summary>
    public sealed record FacetsResponse(string RunId, IReadOnlyDictionary<string, JsonElement> Facets);

    public static async Task<Results<JsonHttpResult<RunData>, ProblemHttpResult>> Get(string id, OrganizationContext organization, RunCatalog runs, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(id, "id", EventFields.LongestName);
        if (rules.Problem is { } refusal) return refusal;
        return await FindAsync(id, organization.OrganizationId, runs, cancel) is { } run ? TypedResults.Json(run, OpenLineageJson.Options) : Unknown(id);
    }

    /// <param name="id">The run; of our own executions the execution.</param>
    /// <param name="type"><c>run</c> (default) or <c>job</c>.</param>
    /// <param name="organization">Whose.</param>
    /// <param name="runs">Runs.</param>
    /// <param name="jobs">Their jobs.</param>
    /// <param name="cancel">Gives up.</param>
    public static async Task<Results<JsonHttpResult<FacetsResponse>, ProblemHttpResult>> Facets(
        string id, [FromQuery(Name = "type")] string? type, OrganizationContext organization, RunCatalog runs, JobRuns jobs, CancellationToken cancel)
    {
        var rules = new Validation();
        rules.RequireText(id, "id", EventFields.LongestName);
        rules.Require(type is null || type.ToUpperInvariant() is "RUN" or "JOB", "type", $"expected run or job; came '{type}'.");
        if (rules.Problem is { } refusal) return refusal;
        if (await FindAsync(id, organization.OrganizationId, runs, cancel) is not { } run) return Unknown(id);
        var facets = string.Equals(type, "job", StringComparison.OrdinalIgnoreCase) ? await jobs.FacetsOfRunAsync(organization.OrganizationId, run.Id, cancel) : run.Facets;
        return TypedResults.Json(new FacetsResponse(run.Id, facets), OpenLineageJson.Options);
    }

    // Of an own execution the id as it is, of a client's run as it was made one.
    private static async Task<RunData?> FindAsync(string id, Guid organizationId, RunCatalog runs, CancellationToken cancel)
    {
        var known = await runs.FindAsync(organizationId, [id, RunId.Of(id)], cancel);
        return known.GetValueOrDefault(id) ?? known.Values.FirstOrDefault();
    }

    private static ProblemHttpResult Unknown(string id) => Problems.NotFound($"Run '{id}' is not known.");
}
