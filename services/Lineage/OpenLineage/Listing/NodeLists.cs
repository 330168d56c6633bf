using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Listing;

/// <summary>The lists that Marquez's web client begins with: namespaces, and the jobs and datasets of one, last changed first.</summary>
internal static class NodeLists
{
    private const string NamesOfNamespaces = """
        select namespace, created_at, updated_at from openlineage_namespaces where organization_id = $1
        union all
        select 'intent-engine', min(e.ordered_at), max(e.ordered_at) from executions e where e.organization_id = $1
          and not exists (select from openlineage_runs r where r.organization_id = $1 and r.run_id = e.execution_id)
          and not exists (select from openlineage_namespaces n where n.organization_id = $1 and n.namespace = 'intent-engine') having count(*) > 0
        order by 1 limit $2 offset $3
        """;

    private const string Jobs = """
        select j.namespace, j.name, count(*) over () from openlineage_jobs j
        where j.organization_id = $1 and ($2 is null or j.namespace = $2) order by j.updated_at desc, j.job_id limit $3 offset $4
        """;

    private const string OwnJobs = """
        select 'intent-engine', e.execution_id, count(*) over () from executions e where e.organization_id = $1 and $2::text is not null
          and not exists (select from openlineage_runs r where r.organization_id = $1 and r.run_id = e.execution_id and not r.own)
        order by e.ordered_at desc, e.execution_id limit $3 offset $4
        """;

    private const string Datasets = """
        select d.namespace, d.name, count(*) over () from openlineage_datasets d
        where d.organization_id = $1 and ($2 is null or d.namespace = $2) order by d.updated_at desc, d.dataset_id limit $3 offset $4
        """;

    private const string OwnDatasets = """
        select 'intent-engine', a.artifact_id, count(*) over () from artifact_index a where a.organization_id = $1 and $2::text is not null
        order by a.created_at desc, a.artifact_id limit $3 offset $4
        """;

    /// <summary>Which page.</summary>
    /// <param name="Limit">0 to 1000. Default 100.</param>
    /// <param name="Offset">How many to skip. Default 0.</param>
    public sealed record Page([property: FromQuery(Name = "limit")] int? Limit, [property: FromQuery(Name = "offset")] int? Offset)
    {
        internal Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult? Refusal
        {
            get
            {
                var rules = new Validation();
                rules.RequireRange(Limit ?? 100, "limit", 0, 1000);
                rules.RequireRange(Offset ?? 0, "offset", 0, int.MaxValue);
                return rules.Problem;
            }
        }
    }

    /// <summary>Namespaces, by name.</summary>
    public sealed record NamespacesResponse(IReadOnlyList<NamespaceData> Namespaces);

    /// <summary>A namespace as Marquez shows it; times are UTC.</summary>
    public sealed record NamespaceData(string Name, DateTime CreatedAt, DateTime UpdatedAt, string OwnerName, string? Description, bool IsHidden);

    /// <summary>Jobs, last changed first.</summary>
    public sealed record JobsResponse(IReadOnlyList<JobData> Jobs, int TotalCount);

    /// <summary>Datasets, last changed first.</summary>
    public sealed record DatasetsResponse(IReadOnlyList<DatasetData> Datasets, int TotalCount);

    public static async Task<Results<JsonHttpResult<NamespacesResponse>, ProblemHttpResult>> ListNamespaces(
        [AsParameters] Page page, OrganizationContext organization, LineageDatabase database, CancellationToken cancel)
    {
        if (page.Refusal is { } refusal) return refusal;
        var id = organization.OrganizationId;
        var namespaces = await database.ReadAsync<IReadOnlyList<NamespaceData>>(id, NamesOfNamespaces, [Parameter.Uuid(id), Parameter.Whole(page.Limit ?? 100), Parameter.Whole(page.Offset ?? 0)], async reader =>
        {
            var found = new List<NamespaceData>();
            while (await reader.ReadAsync(cancel))
                found.Add(new NamespaceData(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1).UtcDateTime, reader.GetFieldValue<DateTimeOffset>(2).UtcDateTime, "anonymous", null, false));
            return found;
        }, cancel);
        return TypedResults.Json(new NamespacesResponse(namespaces), OpenLineageJson.Options);
    }

    public static Task<Results<JsonHttpResult<JobsResponse>, ProblemHttpResult>> ListAllJobs(
        [AsParameters] Page page, OrganizationContext organization, LineageDatabase database, JobCatalog jobs, GraphEdges edges, CancellationToken cancel) =>
        ListJobs(null, page, organization, database, jobs, edges, cancel);

    public static async Task<Results<JsonHttpResult<JobsResponse>, ProblemHttpResult>> ListJobs(
        string? @namespace, [AsParameters] Page page, OrganizationContext organization, LineageDatabase database, JobCatalog jobs, GraphEdges edges, CancellationToken cancel)
    {
        if (page.Refusal is { } refusal) return refusal;
        var id = organization.OrganizationId;
        var (names, total) = await NamesAsync(database, @namespace == NodeName.OwnNamespace ? OwnJobs : Jobs, id, @namespace, page, cancel);
        var data = await jobs.FindAsync(id, names, cancel);
        var io = (await edges.OfJobsAsync(id, names, new GraphEdges.Reach(true, true, null, GraphWalk.MostEdges), cancel)).ToLookup(e => e.Job);
        return TypedResults.Json(new JobsResponse([.. names.Where(data.ContainsKey).Select(name => data[name] with
        {
            Inputs = [.. io[name].Where(e => !e.IsOutput).Select(e => e.Dataset).Distinct().Order().Select(NameData.Of)],
            Outputs = [.. io[name].Where(e => e.IsOutput).Select(e => e.Dataset).Distinct().Order().Select(NameData.Of)],
        })], total), OpenLineageJson.Options);
    }

    public static async Task<Results<JsonHttpResult<DatasetsResponse>, ProblemHttpResult>> ListDatasets(
        string @namespace, [AsParameters] Page page, OrganizationContext organization, LineageDatabase database, DatasetCatalog datasets, CancellationToken cancel)
    {
        if (page.Refusal is { } refusal) return refusal;
        var id = organization.OrganizationId;
        var (names, total) = await NamesAsync(database, @namespace == NodeName.OwnNamespace ? OwnDatasets : Datasets, id, @namespace, page, cancel);
        var data = await datasets.FindAsync(id, names, cancel);
        return TypedResults.Json(new DatasetsResponse([.. names.Where(data.ContainsKey).Select(name => data[name])], total), OpenLineageJson.Options);
    }

    private static Task<(IReadOnlyList<NodeName> Names, int Total)> NamesAsync(LineageDatabase database, string sql, Guid organizationId, string? scope, Page page, CancellationToken cancel) =>
        database.ReadAsync(organizationId, sql,
            (NpgsqlParameter[])[Parameter.Uuid(organizationId), Parameter.Text(scope), Parameter.Whole(page.Limit ?? 100), Parameter.Whole(page.Offset ?? 0)],
            async reader =>
            {
                var (names, total) = (new List<NodeName>(), 0);
                while (await reader.ReadAsync(cancel))
                {
                    names.Add(new NodeName(reader.GetString(0), reader.GetString(1)));
                    total = (int)reader.GetInt64(2);
                }

                return ((IReadOnlyList<NodeName>)names, total);
            }, cancel);
}
