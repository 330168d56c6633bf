using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>The edges between jobs and datasets, those of OpenLineage clients and our own; each method is one round trip of index probes.</summary>
/// <remarks>
/// Our executions are jobs and our artifacts datasets of the namespace <c>intent-engine</c>: an execution writes what was derived by it and reads what that was
/// derived from. Deleted artifacts connect nothing.
/// </remarks>
internal sealed class GraphEdges(LineageDatabase database)
{
    // Each look-up is an index probe (offset 0), whatever the planner thinks of tables that were never analyzed: joined, ten thousand edges go through all names of the organization, each.
    private const string Names = """
        cross join lateral (select j.namespace, j.name from openlineage_jobs j where j.organization_id = $1 and j.job_id = x.job_id offset 0) j
        cross join lateral (select d.namespace, d.name from openlineage_datasets d where d.organization_id = $1 and d.dataset_id = x.dataset_id offset 0) d
        """;

    private const string OfJobsNow = $"""
        select j.namespace, j.name, d.namespace, d.name, x.io, x.ordered_at
        from unnest($2) as k (job_id)
        cross join lateral (select x.* from openlineage_job_io x where x.organization_id = $1 and x.job_id = k.job_id and x.io = any($4) offset 0) x
        {Names}
        """;

    // A job is what its newest run with datasets until then did.
    private const string OfJobsThen = $"""
        select j.namespace, j.name, d.namespace, d.name, x.io, x.ordered_at
        from unnest($2) as k (job_id)
        cross join lateral (select r.run_id, r.ordered_at from openlineage_runs r
                            where r.job_id = k.job_id and r.organization_id = $1 and r.has_io and r.ordered_at <= $5
                            order by r.ordered_at desc, r.run_id desc limit 1) newest
        cross join lateral (select k.job_id, i.dataset_id, i.io, newest.ordered_at from openlineage_io i
                            where i.organization_id = $1 and i.run_id = newest.run_id and i.io = any($4) offset 0) x
        {Names}
        """;

    private const string OfDatasetsNow = $"""
        select j.namespace, j.name, d.namespace, d.name, x.io, x.ordered_at
        from unnest($2) as k (dataset_id)
        cross join lateral (select x.* from openlineage_job_io x where x.organization_id = $1 and x.dataset_id = k.dataset_id and x.io = any($4) offset 0) x
        {Names}
        """;

    private const string OfDatasetsThen = $"""
        select j.namespace, j.name, d.namespace, d.name, x.io, x.ordered_at
        from (select r.job_id, i.dataset_id, i.io, r.ordered_at from openlineage_io i
              cross join lateral (select r.job_id, r.run_id, r.ordered_at from openlineage_runs r where r.organization_id = $1 and r.run_id = i.run_id and r.ordered_at <= $5 offset 0) r
              where i.organization_id = $1 and i.dataset_id = any($2) and i.io = any($4)
                and not exists (select from openlineage_runs l where l.job_id = r.job_id and l.organization_id = $1 and l.has_io and l.ordered_at <= $5
                                and (l.ordered_at, l.run_id) > (r.ordered_at, r.run_id))) x
        {Names}
        """;

    private const string OwnOfJobs = """
        union all
        select 'intent-engine', a.derivation_run_id, 'intent-engine', a.artifact_id, 'OUTPUT', a.created_at
        from artifact_index a
        where a.organization_id = $1 and a.derivation_run_id = any($3) and a.lifecycle_state <> 'DELETED' and a.created_at <= $5 and 'OUTPUT' = any($4)
        union all
        select 'intent-engine', a.derivation_run_id, 'intent-engine', e.parent, 'INPUT', a.created_at
        from artifact_index a
        join artifact_edge e on e.organization_id = $1 and e.child = a.artifact_id
        join artifact_index p on p.organization_id = $1 and p.artifact_id = e.parent and p.lifecycle_state <> 'DELETED'
        where a.organization_id = $1 and a.derivation_run_id = any($3) and a.lifecycle_state <> 'DELETED' and a.created_at <= $5 and 'INPUT' = any($4)
        limit $6
        """;

    private const string OwnOfDatasets = """
        union all
        select 'intent-engine', a.derivation_run_id, 'intent-engine', a.artifact_id, 'OUTPUT', a.created_at
        from artifact_index a
        where a.organization_id = $1 and a.artifact_id = any($3) and a.lifecycle_state <> 'DELETED' and a.created_at <= $5 and 'OUTPUT' = any($4)
        union all
        select 'intent-engine', a.derivation_run_id, 'intent-engine', e.parent, 'INPUT', a.created_at
        from artifact_edge e
        join artifact_index p on p.organization_id = $1 and p.artifact_id = e.parent and p.lifecycle_state <> 'DELETED'
        join artifact_index a on a.organization_id = $1 and a.artifact_id = e.child and a.lifecycle_state <> 'DELETED' and a.created_at <= $5
        where e.organization_id = $1 and e.parent = any($3) and 'INPUT' = any($4)
        limit $6
        """;

    private const string Near = $"""
        select x.of_job, j.namespace, j.name, d.namespace, d.name, x.io, x.ordered_at
        from openlineage_near($1, $2, $3, $4, $5, $6) x
        {Names}
        """;

    private static readonly DateTimeOffset Always = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What the jobs read or write.</summary>
    public Task<IReadOnlyList<GraphEdge>> OfJobsAsync(Guid organizationId, IReadOnlyCollection<NodeName> jobs, Reach reach, CancellationToken cancel) =>
        ReadAsync(organizationId, (reach.AsOf is null ? OfJobsNow : OfJobsThen) + "\n" + OwnOfJobs, jobs, reach, cancel);

    /// <summary>Who reads or writes the datasets.</summary>
    public Task<IReadOnlyList<GraphEdge>> OfDatasetsAsync(Guid organizationId, IReadOnlyCollection<NodeName> datasets, Reach reach, CancellationToken cancel) =>
        ReadAsync(organizationId, (reach.AsOf is null ? OfDatasetsNow : OfDatasetsThen) + "\n" + OwnOfDatasets, datasets, reach, cancel);

    /// <summary>What a walk of so many jobs from these meets, as things are now; null: more than one answer holds.</summary>
    public Task<NearEdges?> NearAsync(Guid organizationId, IReadOnlyCollection<NodeName> jobs, int depth, Reach ofJobs, Reach ofDatasets, CancellationToken cancel) =>
        database.ReadAsync(organizationId, Near,
            [
                Parameter.Uuid(organizationId), Parameter.Uuids([.. jobs.Select(n => n.Id())]), Parameter.Whole(depth),
                Parameter.Texts(Io(ofJobs)), Parameter.Texts(Io(ofDatasets)), Parameter.Whole(ofJobs.Most),
            ],
            async reader =>
            {
                var edges = new List<(bool OfJob, GraphEdge Edge)>();
                while (await reader.ReadAsync(cancel)) edges.Add((reader.GetBoolean(0), Edge(reader, 1)));
                if (edges.Count > ofJobs.Most) return null;
                return new NearEdges(edges.Where(e => e.OfJob).ToLookup(e => e.Edge.Job, e => e.Edge), edges.Where(e => !e.OfJob).ToLookup(e => e.Edge.Dataset, e => e.Edge));
            }, cancel);

    /// <summary>Which edges.</summary>
    /// <param name="Inputs">Where jobs read.</param>
    /// <param name="Outputs">Where jobs write.</param>
    /// <param name="AsOf">As things were then; null: now.</param>
    /// <param name="Most">How many; one more shows that there are more.</param>
    internal sealed record Reach(bool Inputs, bool Outputs, DateTimeOffset? AsOf, int Most);

    private Task<IReadOnlyList<GraphEdge>> ReadAsync(Guid organizationId, string sql, IReadOnlyCollection<NodeName> nodes, Reach reach, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<GraphEdge>>(organizationId, sql,
            [
                Parameter.Uuid(organizationId), Parameter.Uuids([.. nodes.Select(n => n.Id())]), Parameter.Texts([.. nodes.Where(n => n.MayBeOwn).Select(n => n.Name)]),
                Parameter.Texts(Io(reach)), Parameter.Time(reach.AsOf ?? Always), Parameter.Whole(reach.Most + 1),
            ],
            async reader =>
            {
                var edges = new List<GraphEdge>();
                while (await reader.ReadAsync(cancel)) edges.Add(Edge(reader, 0));
                return edges;
            }, cancel);

    private static string[] Io(Reach reach) => [.. reach.Inputs ? (string[])[UseKey.Input] : [], .. reach.Outputs ? (string[])[UseKey.Output] : []];

    private static GraphEdge Edge(NpgsqlDataReader row, int first) => new(
        new NodeName(row.GetString(first), row.GetString(first + 1)), new NodeName(row.GetString(first + 2), row.GetString(first + 3)),
        row.GetString(first + 4) == UseKey.Output, row.GetFieldValue<DateTimeOffset>(first + 5));
}
