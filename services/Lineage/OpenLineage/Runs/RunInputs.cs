using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Runs;

/// <summary>What runs read and which runs had written it; each method is one round trip.</summary>
internal sealed class RunInputs(LineageDatabase database)
{
    private const string Inputs = """
        select i.run_id, d.namespace, d.name, i.doc #>> '{Version,Value}',
               coalesce(w.run_id, (select a.derivation_run_id from artifact_index a where d.namespace = 'intent-engine' and a.organization_id = $1 and a.artifact_id = d.name)),
               o.doc #>> '{Version,Value}'
        from openlineage_io i
        join openlineage_runs r on r.organization_id = $1 and r.run_id = i.run_id and not r.declared
        join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = i.dataset_id
        cross join lateral (select openlineage_writer($1, i.run_id, i.dataset_id, i.doc #>> '{Version,Value}', i.began_at, i.ended_at) as run_id offset 0) w
        left join openlineage_io o on o.organization_id = $1 and o.run_id = w.run_id and o.io = 'OUTPUT' and o.dataset_id = i.dataset_id
        where i.organization_id = $1 and i.run_id = any($2) and i.io = 'INPUT'
        union
        select a.derivation_run_id, 'intent-engine', e.parent, null, p.derivation_run_id, null
        from artifact_index a
        join artifact_edge e on e.organization_id = $1 and e.child = a.artifact_id
        join artifact_index p on p.organization_id = $1 and p.artifact_id = e.parent and p.lifecycle_state <> 'DELETED'
        where a.organization_id = $1 and a.derivation_run_id = any($2) and a.lifecycle_state <> 'DELETED'
        order by 1, 2, 3 limit $3
        """;

    // Who may have read what a run wrote, after the three rules of openlineage_writer: who names its version; who began after it ended and before the next
    // writer ended; who began before anybody had ended and ended after it began. Who did, its inputs say.
    private const string Readers = """
        select i.run_id from openlineage_io o
        cross join lateral (
            select n.ended_at from openlineage_io n
            where n.dataset_id = o.dataset_id and n.organization_id = $1 and n.io = 'OUTPUT' and (n.ended_at, n.began_at, n.run_id) > (o.ended_at, o.began_at, o.run_id)
            order by n.ended_at, n.began_at, n.run_id limit 1) n
        join openlineage_io i on i.dataset_id = o.dataset_id and i.organization_id = $1 and i.io = 'INPUT' and i.began_at >= o.ended_at and i.began_at <= n.ended_at
        where o.organization_id = $1 and o.run_id = any($2) and o.io = 'OUTPUT'
        union
        select i.run_id from openlineage_io o
        join openlineage_io i on i.dataset_id = o.dataset_id and i.organization_id = $1 and i.io = 'INPUT' and i.began_at >= o.ended_at
        where o.organization_id = $1 and o.run_id = any($2) and o.io = 'OUTPUT'
          and not exists (select from openlineage_io n where n.dataset_id = o.dataset_id and n.organization_id = $1 and n.io = 'OUTPUT'
                          and (n.ended_at, n.began_at, n.run_id) > (o.ended_at, o.began_at, o.run_id))
        union
        select i.run_id from openlineage_io o
        cross join lateral (select f.ended_at from openlineage_io f where f.dataset_id = o.dataset_id and f.organization_id = $1 and f.io = 'OUTPUT' and f.ended_at is not null
                            order by f.ended_at, f.began_at, f.run_id limit 1) f
        join openlineage_io i on i.dataset_id = o.dataset_id and i.organization_id = $1 and i.io = 'INPUT' and i.began_at <= f.ended_at and i.ended_at >= o.began_at
        where o.organization_id = $1 and o.run_id = any($2) and o.io = 'OUTPUT'
        union
        select i.run_id from openlineage_io o
        join openlineage_io i on i.dataset_id = o.dataset_id and i.organization_id = $1 and i.io = 'INPUT' and i.version_id = o.version_id
        where o.organization_id = $1 and o.run_id = any($2) and o.io = 'OUTPUT'
        union
        select c.derivation_run_id from artifact_index a
        join artifact_edge e on e.organization_id = $1 and e.parent = a.artifact_id
        join artifact_index c on c.organization_id = $1 and c.artifact_id = e.child and c.lifecycle_state <> 'DELETED'
        where a.organization_id = $1 and a.derivation_run_id = any($2) and a.lifecycle_state <> 'DELETED'
        union
        select i.run_id from openlineage_io i where i.organization_id = $1 and i.dataset_id = any($4) and i.io = 'INPUT'
        order by 1 limit $3
        """;

    private const string Artifacts = "select artifact_id from artifact_index where organization_id = $1 and derivation_run_id = any($2) and lifecycle_state <> 'DELETED' limit $3";

    /// <summary>A dataset that a run read.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Dataset">What it read.</param>
    /// <param name="Version">Which version, as the client numbered it.</param>
    /// <param name="Writer">The run that had written it; null: nobody known.</param>
    /// <param name="Written">Which version that run wrote, as the client numbered it.</param>
    internal sealed record Input(string RunId, NodeName Dataset, string? Version, string? Writer, string? Written)
    {
        /// <summary>The version as a UUID.</summary>
        public Guid VersionId => RunsData.ReadVersion(Dataset, Version, Writer, Written);
    }

    /// <summary>What the runs read.</summary>
    public Task<IReadOnlyList<Input>> OfAsync(Guid organizationId, string[] runs, int most, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Input>>(organizationId, Inputs, [Parameter.Uuid(organizationId), Parameter.Texts(runs), Parameter.Whole(most)], async reader =>
        {
            var inputs = new List<Input>();
            while (await reader.ReadAsync(cancel))
                inputs.Add(new Input(reader.GetString(0), new NodeName(reader.GetString(1), reader.GetString(2)),
                    reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5)));
            return inputs;
        }, cancel);

    /// <summary>Runs that read anything of what the runs write; which of them read what these runs wrote, their inputs say.</summary>
    public async Task<string[]> ReadersAsync(Guid organizationId, string[] runs, int most, CancellationToken cancel)
    {
        // Our artifacts under their names as datasets, in case an OpenLineage client reads them.
        var own = await TextsAsync(organizationId, Artifacts, [Parameter.Uuid(organizationId), Parameter.Texts(runs), Parameter.Whole(most)], cancel);
        return await TextsAsync(organizationId, Readers,
            [
                Parameter.Uuid(organizationId), Parameter.Texts(runs), Parameter.Whole(most),
                Parameter.Uuids([.. own.Select(artifact => new NodeName(NodeName.OwnNamespace, artifact).Id())]),
            ], cancel);
    }

    private Task<string[]> TextsAsync(Guid organizationId, string sql, Npgsql.NpgsqlParameter[] parameters, CancellationToken cancel) =>
        database.ReadAsync(organizationId, sql, parameters, async reader =>
        {
            var texts = new List<string>();
            while (await reader.ReadAsync(cancel)) texts.Add(reader.GetString(0));
            return texts.ToArray();
        }, cancel);
}
