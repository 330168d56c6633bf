using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Runs;

/// <summary>What runs read and which runs had written it; each method is one round trip.</summary>
/// <remarks>
/// The writer of what a run read is the one that the client's version names; else the last that had ended when the run began; else the last that began before the
/// run ended. It depends on what was told, not on the order in which it was told.
/// </remarks>
internal sealed class RunInputs(LineageDatabase database)
{
    private const string Inputs = """
        select i.run_id, d.namespace, d.name, i.doc #>> '{Version,Value}',
               coalesce(w.run_id, (select a.derivation_run_id from artifact_index a where d.namespace = 'intent-engine' and a.organization_id = $1 and a.artifact_id = d.name))
        from openlineage_io i
        join openlineage_runs r on r.organization_id = $1 and r.run_id = i.run_id and not r.declared
        join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = i.dataset_id
        left join lateral (
            select o.run_id from openlineage_io o
            join openlineage_runs p on p.organization_id = $1 and p.run_id = o.run_id and not p.declared and p.ordered_at <= coalesce(r.ended_at, r.last_at)
            where o.organization_id = $1 and o.dataset_id = i.dataset_id and o.io = 'OUTPUT' and o.run_id <> i.run_id
            order by coalesce(o.doc #>> '{Version,Value}' = i.doc #>> '{Version,Value}', false) desc,
                     coalesce(p.ended_at, p.last_at) <= r.ordered_at desc, coalesce(p.ended_at, p.last_at) desc, p.ordered_at desc, o.run_id desc
            limit 1) w on true
        where i.organization_id = $1 and i.run_id = any($2) and i.io = 'INPUT'
        union
        select a.derivation_run_id, 'intent-engine', e.parent, null, p.derivation_run_id
        from artifact_index a
        join artifact_edge e on e.organization_id = $1 and e.child = a.artifact_id
        join artifact_index p on p.organization_id = $1 and p.artifact_id = e.parent and p.lifecycle_state <> 'DELETED'
        where a.organization_id = $1 and a.derivation_run_id = any($2) and a.lifecycle_state <> 'DELETED'
        limit $3
        """;

    private const string Readers = """
        select i.run_id from openlineage_io o
        join openlineage_io i on i.organization_id = $1 and i.dataset_id = o.dataset_id and i.io = 'INPUT'
        where o.organization_id = $1 and o.run_id = any($2) and o.io = 'OUTPUT'
        union
        select c.derivation_run_id from artifact_index a
        join artifact_edge e on e.organization_id = $1 and e.parent = a.artifact_id
        join artifact_index c on c.organization_id = $1 and c.artifact_id = e.child and c.lifecycle_state <> 'DELETED'
        where a.organization_id = $1 and a.derivation_run_id = any($2) and a.lifecycle_state <> 'DELETED'
        union
        select i.run_id from openlineage_io i where i.organization_id = $1 and i.dataset_id = any($4) and i.io = 'INPUT'
        limit $3
        """;

    private const string Artifacts = "select artifact_id from artifact_index where organization_id = $1 and derivation_run_id = any($2) and lifecycle_state <> 'DELETED' limit $3";

    /// <summary>A dataset that a run read.</summary>
    /// <param name="RunId">The run.</param>
    /// <param name="Dataset">What it read.</param>
    /// <param name="Version">Which version, as the client numbered it.</param>
    /// <param name="Writer">The run that had written it; null: nobody known.</param>
    internal sealed record Input(string RunId, NodeName Dataset, string? Version, string? Writer)
    {
        /// <summary>The version as a UUID.</summary>
        public Guid VersionId => RunsData.DatasetVersion(Dataset, Version, Writer ?? "");
    }

    /// <summary>What the runs read.</summary>
    public Task<IReadOnlyList<Input>> OfAsync(Guid organizationId, string[] runs, int most, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Input>>(organizationId, Inputs, [Parameter.Uuid(organizationId), Parameter.Texts(runs), Parameter.Whole(most)], async reader =>
        {
            var inputs = new List<Input>();
            while (await reader.ReadAsync(cancel))
                inputs.Add(new Input(reader.GetString(0), new NodeName(reader.GetString(1), reader.GetString(2)),
                    reader.IsDBNull(3) ? null : reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4)));
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
