using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>What is known of columns; each method is one round trip of index probes.</summary>
/// <remarks>What a job tells of an output counts while the job writes that dataset, as in the graph of jobs.</remarks>
internal sealed class ColumnCatalog(LineageDatabase database)
{
    /// <summary>Most jobs whose words count for one dataset: the newest.</summary>
    public const int MostTellers = 200;

    private const string Schemas = "select d.namespace, d.name, (d.doc #> '{Facets,schema}')::text from openlineage_datasets d where d.organization_id = $1 and d.dataset_id = any($2)";

    private const string Counts = """
        (c.told_by = '00000000-0000-0000-0000-000000000000' or exists (
            select from openlineage_job_io x where x.organization_id = $1 and x.job_id = c.told_by and x.io = 'OUTPUT' and x.dataset_id = c.dataset_id))
        """;

    private const string Facets = $"""
        select c.dataset_id, c.stamp, c.facet::text from unnest($2) as k (id)
        cross join lateral (select c.dataset_id, c.told_by, c.stamp, c.facet from openlineage_columns c
                            where c.organization_id = $1 and c.dataset_id = k.id order by c.stamp desc limit $3) c
        where {Counts}
        """;

    private const string MadeOf = $"""
        select d.namespace, d.name, s.source_id
        from (select distinct c.source_id, c.dataset_id from openlineage_column_sources c where c.organization_id = $1 and c.source_id = any($2) and {Counts} limit $3) s
        join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = s.dataset_id
        """;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = OpenLineageJson.MostLevels + 32 };

    /// <summary>What was found.</summary>
    /// <param name="Datasets">Each of the datasets asked for, also those that are only named as sources.</param>
    /// <param name="Told">How many times a column was told to be made of another.</param>
    internal sealed record Found(IReadOnlyDictionary<NodeName, DatasetColumns> Datasets, int Told);

    /// <summary>The columns of these datasets.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="names">The datasets.</param>
    /// <param name="most">How many pairs of columns are read at most: a facet may name some for all columns of its dataset, so that a short one means many.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Found> FindAsync(Guid organizationId, IReadOnlyCollection<NodeName> names, int most, CancellationToken cancel)
    {
        if (names.Count == 0) return new Found(new Dictionary<NodeName, DatasetColumns>(), 0);
        var byId = names.Distinct().ToDictionary(name => name.Id());
        var schemas = new Dictionary<NodeName, IReadOnlyList<(string, string?)>>();
        var facets = new List<(Guid Dataset, string Stamp, string Facet)>();
        await database.ReadAsync(organizationId, cancel,
            new OrganizationReads.Query(Schemas, [Parameter.Uuid(organizationId), Parameter.Uuids([.. byId.Keys])],
                row => schemas[new NodeName(row.GetString(0), row.GetString(1))] = Types(row.IsDBNull(2) ? null : row.GetString(2))),
            new OrganizationReads.Query(Facets, [Parameter.Uuid(organizationId), Parameter.Uuids([.. byId.Keys]), Parameter.Whole(MostTellers)],
                row => facets.Add((row.GetGuid(0), row.GetString(1), row.GetString(2)))));

        var found = byId.Values.ToDictionary(name => name, name => new DatasetColumns(name, schemas.GetValueOrDefault(name) ?? []));
        var told = 0;
        // The newest first: it has the last word, and is read while there is room.
        foreach (var (dataset, _, facet) in facets.OrderByDescending(f => f.Stamp, StringComparer.Ordinal))
            foreach (var (field, source) in ColumnFacet.Read(JsonElement.Parse(facet, Deep), found[byId[dataset]].Schema))
            {
                if (told == most) return new Found(found, told);
                found[byId[dataset]].Add(field, source);
                told++;
            }

        return new Found(found, told);
    }

    /// <summary>Which datasets have columns made of these.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="sources">The datasets.</param>
    /// <param name="most">How many pairs at most.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<(NodeName Source, NodeName Made)>> MadeOfAsync(Guid organizationId, IReadOnlyCollection<NodeName> sources, int most, CancellationToken cancel)
    {
        if (sources.Count == 0) return [];
        var byId = sources.Distinct().ToDictionary(name => name.Id());
        return await database.ReadAllAsync(organizationId, MadeOf, [Parameter.Uuid(organizationId), Parameter.Uuids([.. byId.Keys]), Parameter.Whole(most)],
            row => (byId[row.GetGuid(2)], new NodeName(row.GetString(0), row.GetString(1))), cancel);
    }

    private static IReadOnlyList<(string, string?)> Types(string? schema) => schema is null
        ? []
        : [.. DatasetCatalog.Fields(new FacetMap { ["schema"] = Documents.Read<Latest<JsonElement>>(schema) }.Facet("schema")).Select(field => (field.Name, field.Type))];
}
