using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Columns;
using IntentEngine.Lineage.OpenLineage.Graph;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary><c>GET /api/v1/namespaces/{namespace}/datasets/{dataset}</c> and its <c>/versions</c>, as Marquez answers.</summary>
internal static class DatasetResource
{
    /// <summary>What runs wrote into a dataset, the newest first.</summary>
    /// <param name="Versions">One page of them.</param>
    /// <param name="TotalCount">How many there are on all pages.</param>
    public sealed record VersionsResponse(IReadOnlyList<DatasetVersionData> Versions, int TotalCount);

    public static async Task<Results<JsonHttpResult<DatasetDetail>, ProblemHttpResult>> Get(
        string @namespace, string dataset, OrganizationContext organization, DatasetCatalog datasets, DatasetVersions versions, ColumnCatalog columns, CancellationToken cancel)
    {
        var (id, name, rules) = (organization.OrganizationId, new NodeName(@namespace, dataset), new Validation());
        rules.RequireNode(name);
        if (rules.Problem is { } refusal) return refusal;
        if (!(await datasets.FindAsync(id, [name], cancel)).TryGetValue(name, out var found)) return Unknown(name);
        var known = (await columns.FindAsync(id, [name], ColumnWalk.MostPairs, cancel)).Datasets[name];
        return TypedResults.Json(new DatasetDetail(found)
        {
            CurrentVersion = await versions.CurrentAsync(id, name, cancel),
            ColumnLineage = known.Made.Count == 0 ? null : [.. known.Made.Order(StringComparer.Ordinal).Select(field => new ColumnLineage(field,
                [.. known.SourcesOf(field).Values.OrderBy(source => source.Column).Select(source =>
                    new ColumnLineageInput(source.Column.Dataset.Namespace, source.Column.Dataset.Name, source.Column.Field, source.Description, source.Type))]))],
            Facets = await versions.FacetsAsync(id, name, cancel),
        }, OpenLineageJson.Options);
    }

    public static async Task<Results<JsonHttpResult<VersionsResponse>, ProblemHttpResult>> ListVersions(
        string @namespace, string dataset, [AsParameters] RunPage page, OrganizationContext organization, DatasetCatalog datasets, DatasetVersions versions, CancellationToken cancel)
    {
        var (name, rules) = (new NodeName(@namespace, dataset), new Validation());
        rules.RequireNode(name);
        page.Require(rules);
        if (rules.Problem is { } refusal) return refusal;
        if (!(await datasets.FindAsync(organization.OrganizationId, [name], cancel)).TryGetValue(name, out var found)) return Unknown(name);
        var listed = await versions.OfAsync(organization.OrganizationId, found, page, cancel);
        return TypedResults.Json(new VersionsResponse(listed.Versions, listed.Total), OpenLineageJson.Options);
    }

    private static ProblemHttpResult Unknown(NodeName name) => Problems.NotFound($"Dataset '{name.Name}' of namespace '{name.Namespace}' is not known.");
}
