using IntentEngine.Lineage.OpenLineage;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Exports;

/// <summary>Gathers the part of the lineage that is exported: along the edges first, level by level, then the rows of what was found.</summary>
internal sealed class ExportQueries(LineageDatabase database)
{
    /// <summary>Most executions and most artifacts of one export.</summary>
    public const int MostNodes = 1_000;

    private const string ParentExecutions = """
        select p.execution_id from executions e join executions p on p.organization_id = $1 and p.execution_id = e.parent_execution_id
        where e.organization_id = $1 and e.execution_id = any($2) order by 1 limit $3
        """;

    private const string ChildExecutions = "select e.execution_id from executions e where e.organization_id = $1 and e.parent_execution_id = any($2) order by e.ordered_at, e.execution_id limit $3";

    private const string ParentArtifacts = """
        select e.parent from artifact_edge e join artifact_index p on p.organization_id = $1 and p.artifact_id = e.parent and p.lifecycle_state <> 'DELETED'
        where e.organization_id = $1 and e.child = any($2) order by 1 limit $3
        """;

    private const string ChildArtifacts = """
        select e.child from artifact_edge e join artifact_index c on c.organization_id = $1 and c.artifact_id = e.child and c.lifecycle_state <> 'DELETED'
        where e.organization_id = $1 and e.parent = any($2) order by 1 limit $3
        """;

    private const string MadeBy = "select artifact_id from artifact_index where organization_id = $1 and derivation_run_id = any($2) and lifecycle_state <> 'DELETED' order by 1 limit $3";

    private const string MakersOf = """
        select distinct e.execution_id from artifact_index a join executions e on e.organization_id = $1 and e.execution_id = a.derivation_run_id
        where a.organization_id = $1 and a.artifact_id = any($2) order by 1 limit $3
        """;

    private const string ExecutionRows = """
        select e.execution_id, e.data #>> '{openlineage,namespace}', e.data #>> '{openlineage,job}', e.name, e.status, coalesce(e.trigger_kind, 'manual'), e.parent_execution_id,
               e.effective_correlation_id, e.attempt, e.started_at, e.completed_at, e.updated_at, e.error_message
        from executions e where e.organization_id = $1 and e.execution_id = any($2) order by e.ordered_at, e.execution_id
        """;

    private const string ArtifactRows = "select artifact_id, artifact_type, lifecycle_state, derivation_run_id from artifact_index where organization_id = $1 and artifact_id = any($2) order by created_at, artifact_id";

    private const string EdgeRows = "select e.child, e.parent from artifact_edge e where e.organization_id = $1 and e.child = any($2) and e.parent = any($2) order by e.child, e.position";

    private const string UseRows = """
        select i.run_id, i.io, d.namespace, d.name from openlineage_io i join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = i.dataset_id
        where i.organization_id = $1 and i.run_id = any($2) order by i.run_id, i.io, d.namespace, d.name
        """;

    /// <summary>Around an execution: what it came from, what came of it, and what they read and wrote. Null: unknown.</summary>
    public async Task<ExportGraph?> AroundExecutionAsync(Guid organization, string id, int depth, CancellationToken cancel)
    {
        var up = await WalkAsync(organization, ParentExecutions, id, depth, cancel);
        var down = await WalkAsync(organization, ChildExecutions, id, depth, cancel);
        string[] executions = [.. up.Ids.Union(down.Ids, StringComparer.Ordinal)];
        var made = await TextsAsync(organization, MadeBy, executions, cancel);
        var from = await TextsAsync(organization, ParentArtifacts, made, cancel);
        var graph = await DescribeAsync(organization, executions, [.. made.Union(from, StringComparer.Ordinal)], up.Complete && down.Complete && made.Length <= MostNodes && from.Length <= MostNodes, cancel);
        return graph.Executions.Any(e => e.Id == id) ? graph : null;
    }

    /// <summary>Around an artifact: what it was made from, what was made from it, and who made them. Null: unknown.</summary>
    public async Task<ExportGraph?> AroundArtifactAsync(Guid organization, string id, int depth, CancellationToken cancel)
    {
        var up = await WalkAsync(organization, ParentArtifacts, id, depth, cancel);
        var down = await WalkAsync(organization, ChildArtifacts, id, depth, cancel);
        string[] artifacts = [.. up.Ids.Union(down.Ids, StringComparer.Ordinal)];
        var makers = await TextsAsync(organization, MakersOf, artifacts, cancel);
        var graph = await DescribeAsync(organization, makers, artifacts, up.Complete && down.Complete && makers.Length <= MostNodes, cancel);
        return graph.Datasets.Any(d => d.Name == Own(id)) ? graph : null;
    }

    private async Task<(IReadOnlyList<string> Ids, bool Complete)> WalkAsync(Guid organization, string sql, string start, int depth, CancellationToken cancel)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start };
        var ids = new List<string> { start };
        string[] level = [start];
        for (var distance = 1; ; distance++)
        {
            level = [.. (await TextsAsync(organization, sql, level, cancel)).Where(seen.Add)];
            if (level.Length == 0) return (ids, true);
            if (distance > depth || ids.Count + level.Length > MostNodes) return (ids, false);
            ids.AddRange(level);
        }
    }

    private async Task<ExportGraph> DescribeAsync(Guid organization, string[] executions, string[] artifacts, bool complete, CancellationToken cancel)
    {
        var activities = await RowsAsync(organization, ExecutionRows, executions, Execution, cancel);
        var known = activities.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
        var made = await RowsAsync(organization, ArtifactRows, artifacts, reader => (Dataset: new ExportGraph.Dataset(Own(reader.GetString(0)), reader.GetString(1), reader.GetString(2)), Maker: reader.GetString(3)), cancel);
        var derived = await RowsAsync(organization, EdgeRows, artifacts, reader => new ExportGraph.Derivation(Own(reader.GetString(0)), Own(reader.GetString(1))), cancel);
        var uses = await RowsAsync(organization, UseRows, executions, reader => (IsInput: reader.GetString(1) == "INPUT", Use: new ExportGraph.Use(reader.GetString(0), new NodeName(reader.GetString(2), reader.GetString(3)))), cancel);
        var makers = made.ToDictionary(m => m.Dataset.Name, m => m.Maker);
        var read = derived.Select(d => new ExportGraph.Use(makers[d.Child], d.Parent)).Concat(uses.Where(u => u.IsInput).Select(u => u.Use));
        var written = made.Select(m => new ExportGraph.Use(m.Maker, m.Dataset.Name)).Concat(uses.Where(u => !u.IsInput).Select(u => u.Use));
        var foreign = uses.Select(u => u.Use.Dataset).Where(name => !makers.ContainsKey(name)).Distinct().Order().Select(name => new ExportGraph.Dataset(name, null, null));
        return new ExportGraph
        {
            OrganizationId = organization,
            Executions = activities,
            Datasets = [.. made.Select(m => m.Dataset), .. foreign],
            Used = [.. read.Where(u => known.Contains(u.ExecutionId)).Distinct()],
            Generated = [.. written.Where(u => known.Contains(u.ExecutionId)).Distinct()],
            Derived = derived,
            Complete = complete,
        };
    }

    private static NodeName Own(string id) => new(NodeName.OwnNamespace, id);

    private static ExportGraph.Execution Execution(NpgsqlDataReader reader) => new(
        reader.GetString(0),
        reader.IsDBNull(1) || reader.IsDBNull(2) ? Own(reader.GetString(3)) : new NodeName(reader.GetString(1), reader.GetString(2)),
        reader.GetString(4), reader.GetString(5), reader.IsDBNull(6) ? null : reader.GetString(6), reader.GetString(7), reader.GetInt32(8),
        Time(reader, 9), Time(reader, 10), reader.GetFieldValue<DateTimeOffset>(11), reader.IsDBNull(12) ? null : reader.GetString(12));

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    private async Task<string[]> TextsAsync(Guid organization, string sql, string[] ids, CancellationToken cancel) =>
        ids.Length == 0 ? [] : await database.ReadAsync(organization, sql, [Parameter.Uuid(organization), Parameter.Texts(ids), Parameter.Whole(MostNodes + 1)], async reader =>
        {
            var texts = new List<string>();
            while (await reader.ReadAsync(cancel)) texts.Add(reader.GetString(0));
            return texts.ToArray();
        }, cancel);

    private async Task<List<T>> RowsAsync<T>(Guid organization, string sql, string[] ids, Func<NpgsqlDataReader, T> row, CancellationToken cancel) =>
        await database.ReadAsync(organization, sql, [Parameter.Uuid(organization), Parameter.Texts(ids)], async reader =>
        {
            var rows = new List<T>();
            while (await reader.ReadAsync(cancel)) rows.Add(row(reader));
            return rows;
        }, cancel);
}
