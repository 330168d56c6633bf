using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Keeps of each job's output, and of each dataset told about by itself, the newest facet <c>columnLineage</c>. Any order and repetition of events gives the same rows.</summary>
internal static class ColumnStatements
{
    // One statement: only facets that replaced what was known touch their sources.
    private const string Put = """
        with put as (
            insert into openlineage_columns as c (organization_id, dataset_id, told_by, stamp, facet)
            select $1, f.dataset_id, f.told_by, f.stamp, f.facet::json from unnest($2, $3, $4, $5) as f (dataset_id, told_by, stamp, facet)
            on conflict (organization_id, dataset_id, told_by) do update set stamp = excluded.stamp, facet = excluded.facet where excluded.stamp > c.stamp
            returning c.dataset_id, c.told_by),
        named as (select f.dataset_id, f.told_by, f.source_id from unnest($6, $7, $8) as f (dataset_id, told_by, source_id)),
        gone as (
            delete from openlineage_column_sources s using put
            where s.organization_id = $1 and s.dataset_id = put.dataset_id and s.told_by = put.told_by
              and not exists (select from named n where n.dataset_id = s.dataset_id and n.told_by = s.told_by and n.source_id = s.source_id))
        insert into openlineage_column_sources (organization_id, dataset_id, told_by, source_id)
        select $1, n.dataset_id, n.told_by, n.source_id from named n join put on put.dataset_id = n.dataset_id and put.told_by = n.told_by
        on conflict do nothing
        """;

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="fresh">The events.</param>
    public static void WriteColumns(this UnitOfWork unit, IReadOnlyList<LineageEvent> fresh)
    {
        var newest = new Dictionary<(Guid Dataset, Guid ToldBy), Latest<JsonElement>>();
        foreach (var told in fresh)
            foreach (var link in told.Dataset is { } alone ? [alone] : told.Outputs)
                if (link.Facets.TryGetValue(ColumnFacet.Key, out var facet))
                {
                    var key = (link.Name.Id(), told.Job?.Id() ?? Guid.Empty);
                    newest[key] = Latest<JsonElement>.Merge(newest.GetValueOrDefault(key), Stamp.Of(told), facet);
                }

        if (newest.Count == 0) return;
        var rows = newest.ToList();
        var sources = rows.SelectMany(row => ColumnFacet.Datasets(row.Value.Value).Select(source => (row.Key.Dataset, row.Key.ToldBy, Source: source.Id()))).ToList();
        unit.Add(Put, Parameter.Uuid(unit.OrganizationId),
            Column.Ids(rows, r => r.Key.Dataset), Column.Ids(rows, r => r.Key.ToldBy), Column.Texts(rows, r => r.Value.At), Column.Texts(rows, r => r.Value.Value.GetRawText()),
            Column.Ids(sources, s => s.Dataset), Column.Ids(sources, s => s.ToldBy), Column.Ids(sources, s => s.Source));
    }
}
