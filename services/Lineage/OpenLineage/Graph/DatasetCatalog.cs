using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>What is known of datasets: those of OpenLineage clients, and our artifacts.</summary>
internal sealed class DatasetCatalog(LineageDatabase database)
{
    private const string ByIds = """
        select d.namespace, d.name, d.created_at, d.updated_at, d.doc::text
        from openlineage_datasets d where d.organization_id = $1 and d.dataset_id = any($2)
        """;

    private const string OwnByIds = """
        select a.artifact_id, a.artifact_type, a.lifecycle_state, a.created_at, a.updated_at,
               coalesce(a.semantic_descriptor ->> 'display_name', a.semantic_descriptor ->> 'name', a.semantic_descriptor ->> 'title')
        from artifact_index a where a.organization_id = $1 and a.artifact_id = any($2)
        """;

    /// <summary>The datasets among these that exist.</summary>
    public async Task<Dictionary<NodeName, DatasetData>> FindAsync(Guid organizationId, IReadOnlyCollection<NodeName> names, CancellationToken cancel)
    {
        var found = new Dictionary<NodeName, DatasetData>();
        if (names.Count == 0) return found;
        string[] own = [.. names.Where(n => n.MayBeOwn).Select(n => n.Name)];
        if (own.Length > 0)
            await database.ReadAsync(organizationId, OwnByIds, [Parameter.Uuid(organizationId), Parameter.Texts(own)], reader => EachAsync(reader, () => Add(OwnDataset(reader)), cancel), cancel);
        await database.ReadAsync(organizationId, ByIds, [Parameter.Uuid(organizationId), Parameter.Uuids([.. names.Select(n => n.Id())])], reader => EachAsync(reader, () => Add(Dataset(reader)), cancel), cancel);
        return found;

        // An artifact of ours is what it says itself.
        void Add(DatasetData dataset) => found.TryAdd(new NodeName(dataset.Namespace, dataset.Name), dataset);
    }

    private static DatasetData Dataset(NpgsqlDataReader reader)
    {
        var name = new NodeName(reader.GetString(0), reader.GetString(1));
        var doc = Documents.Read<DatasetDoc>(reader.GetString(4));
        return new DatasetData
        {
            Id = NameData.Of(name),
            Name = name.Name,
            PhysicalName = name.Name,
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(2).UtcDateTime,
            UpdatedAt = reader.GetFieldValue<DateTimeOffset>(3).UtcDateTime,
            Namespace = name.Namespace,
            SourceName = doc.Facets.Text("dataSource", "name") ?? "default",
            Fields = Fields(doc.Facets.Facet("schema")),
            LastModifiedAt = doc.WrittenAt?.UtcDateTime,
            Description = doc.Facets.Text("documentation", "description"),
            LastLifecycleState = doc.Facets.Text("lifecycleStateChange", "lifecycleStateChange") ?? "",
        };
    }

    /// <summary>The columns that a schema facet tells.</summary>
    internal static FieldData[] Fields(JsonElement? schema) =>
        schema is { } given && given.TryGetProperty("fields", out var fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Select(field => new FieldData(Text(field, "name") ?? "", Text(field, "type"), [], Text(field, "description")))]
            : [];

    private static string? Text(JsonElement field, string member) => field.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DatasetData OwnDataset(NpgsqlDataReader reader)
    {
        var name = new NodeName(NodeName.OwnNamespace, reader.GetString(0));
        var type = reader.GetString(1);
        return new DatasetData
        {
            Id = NameData.Of(name),
            Name = name.Name,
            PhysicalName = name.Name,
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(3).UtcDateTime,
            UpdatedAt = reader.GetFieldValue<DateTimeOffset>(4).UtcDateTime,
            Namespace = name.Namespace,
            SourceName = NodeName.OwnNamespace,
            Fields = [],
            LastModifiedAt = reader.GetFieldValue<DateTimeOffset>(4).UtcDateTime,
            Description = reader.IsDBNull(5) ? type : $"{type}: {reader.GetString(5)}",
            LastLifecycleState = reader.GetString(2),
        };
    }

    private static async Task<bool> EachAsync(NpgsqlDataReader reader, Action row, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel)) row();
        return true;
    }
}
