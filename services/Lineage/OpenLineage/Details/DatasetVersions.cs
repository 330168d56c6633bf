using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Runs;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>What is known of one dataset besides what a graph shows.</summary>
internal sealed class DatasetVersions(LineageDatabase database, RunCatalog runs)
{
    private const string Facets = "select d.doc::text from openlineage_datasets d where d.organization_id = $1 and d.dataset_id = $2";

    // What a job event declares was not written at any time.
    private const string Total = "select count(*)::int from openlineage_io o where o.dataset_id = $2 and o.organization_id = $1 and o.io = 'OUTPUT' and o.began_at is not null";

    private const string Newest = """
        select o.run_id, o.doc #>> '{Version,Value}' from openlineage_io o
        where o.dataset_id = $2 and o.organization_id = $1 and o.io = 'OUTPUT' and o.began_at is not null
        order by o.ended_at desc, o.began_at desc, o.run_id desc limit $3 offset $4
        """;

    // An artifact of ours is written once, by what it was derived by.
    private const string Own = "select a.derivation_run_id, null from artifact_index a where a.organization_id = $1 and a.artifact_id = $2 and a.derivation_run_id is not null";

    private const string Told = """
        select e.run_id, (o.value -> 'facets')::text from openlineage_events e
        cross join lateral json_array_elements(case when json_typeof(e.body -> 'outputs') = 'array' then e.body -> 'outputs' else '[]' end) o
        where e.run_id = any($2) and e.organization_id = $1 and e.kind = 'run'
          and o.value ->> 'namespace' = $3 and o.value ->> 'name' = $4 and json_typeof(o.value -> 'facets') = 'object'
        order by e.event_time, e.event_hash
        """;

    /// <summary>One writing of a dataset.</summary>
    /// <param name="RunId">Who wrote.</param>
    /// <param name="Version">As the client numbered it; null: not told.</param>
    internal sealed record Write(string RunId, string? Version);

    /// <summary>Versions, and how many there are on all pages.</summary>
    internal sealed record Page(IReadOnlyList<DatasetVersionData> Versions, int Total);

    /// <summary>The dataset's facets, each as its newest event told it.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> FacetsAsync(Guid organizationId, NodeName dataset, CancellationToken cancel) =>
        await database.ReadAllAsync(organizationId, Facets, [Parameter.Uuid(organizationId), Parameter.Uuid(dataset.Id())], row => Documents.Read<DatasetDoc>(row.GetString(0)).Facets, cancel) is [var facets]
            ? facets.Plain() : [];

    /// <summary>The version that was written last; null: none is known.</summary>
    public async Task<Guid?> CurrentAsync(Guid organizationId, NodeName dataset, CancellationToken cancel) =>
        (await WritesAsync(organizationId, dataset, 1, 0, cancel)).Writes is [var newest] ? RunsData.DatasetVersion(dataset, newest.Version, newest.RunId) : null;

    /// <summary>What runs wrote into the dataset, the newest first.</summary>
    public async Task<Page> OfAsync(Guid organizationId, DatasetData dataset, RunPage page, CancellationToken cancel)
    {
        var name = new NodeName(dataset.Namespace, dataset.Name);
        var (writes, total) = await WritesAsync(organizationId, name, page.Size, page.Skip, cancel);
        var ids = writes.Select(write => write.RunId).ToArray();
        var known = await runs.FindAsync(organizationId, ids, cancel);
        var told = (await database.ReadAllAsync(organizationId, Told, [Parameter.Uuid(organizationId), Parameter.Texts(ids), Parameter.Text(name.Namespace), Parameter.Text(name.Name)],
            row => (Run: row.GetString(0), Facets: row.GetString(1)), cancel)).ToLookup(t => t.Run, t => t.Facets);
        return new Page([.. writes.Select(write => Describe(dataset, name, write, known.GetValueOrDefault(write.RunId), JobRuns.Latest(told[write.RunId])))], total);
    }

    private static DatasetVersionData Describe(DatasetData dataset, NodeName name, Write write, RunData? run, FacetMap facets)
    {
        var version = RunsData.DatasetVersion(name, write.Version, write.RunId);
        return new DatasetVersionData
        {
            Id = new VersionData(name.Namespace, name.Name, version),
            Name = name.Name,
            PhysicalName = dataset.PhysicalName,
            CreatedAt = run?.EndedAt ?? run?.UpdatedAt ?? dataset.CreatedAt,
            Version = version,
            Namespace = name.Namespace,
            SourceName = dataset.SourceName,
            Fields = DatasetCatalog.Fields(facets.Facet("schema")),
            LifecycleState = facets.Text("lifecycleStateChange", "lifecycleStateChange"),
            Description = facets.Text("documentation", "description"),
            CreatedByRun = run,
            Facets = facets.Plain(),
        };
    }

    private async Task<(IReadOnlyList<Write> Writes, int Total)> WritesAsync(Guid organizationId, NodeName dataset, int limit, int offset, CancellationToken cancel)
    {
        var (writes, total) = (new List<Write>(), 0);
        await database.ReadAsync(organizationId, cancel,
            new OrganizationReads.Query(Total, [Parameter.Uuid(organizationId), Parameter.Uuid(dataset.Id())], row => total = row.GetInt32(0)),
            new OrganizationReads.Query(Newest, [Parameter.Uuid(organizationId), Parameter.Uuid(dataset.Id()), Parameter.Whole(limit), Parameter.Whole(offset)], row => writes.Add(Read(row))));
        if (total > 0 || !dataset.MayBeOwn) return (writes, total);
        var own = await database.ReadAllAsync(organizationId, Own, [Parameter.Uuid(organizationId), Parameter.Text(dataset.Name)], Read, cancel);
        return ([.. own.Skip(offset).Take(limit)], own.Count);
    }

    private static Write Read(Npgsql.NpgsqlDataReader row) => new(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1));
}
