using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>Reads, within a transaction that holds the organization's turn, what is known of all that some events touch: one round trip.</summary>
internal static class KnownDocuments
{
    private const string Hashes = "select event_hash from openlineage_events where organization_id = $1 and event_hash = any($2)";

    private const string Runs = "select run_id, doc::text, own from openlineage_runs where organization_id = $1 and run_id = any($2)";

    private const string OwnRuns = """
        select e.execution_id from executions e where e.organization_id = $1 and e.execution_id = any($2)
        and not exists (select from openlineage_runs r where r.organization_id = $1 and r.run_id = e.execution_id and r.doc ->> 'Events' <> '0')
        """;

    private const string Jobs = "select namespace, name, doc::text from openlineage_jobs where organization_id = $1 and job_id = any($2)";

    private const string Datasets = "select namespace, name, doc::text from openlineage_datasets where organization_id = $1 and dataset_id = any($2)";

    private const string Uses = """
        select i.run_id, i.io, d.namespace, d.name, i.doc::text
        from unnest($2, $3, $4) as k (run_id, io, dataset_id)
        join openlineage_io i on i.organization_id = $1 and i.run_id = k.run_id and i.io = k.io and i.dataset_id = k.dataset_id
        join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = i.dataset_id
        """;

    /// <summary>The fold so far, and the events of these that are not part of it yet, each once.</summary>
    public static async Task<(EventFold Fold, IReadOnlyList<LineageEvent> Fresh)> ReadAsync(
        NpgsqlTransaction transaction, Guid organizationId, IReadOnlyList<LineageEvent> events, CancellationToken cancel)
    {
        var fold = new EventFold();
        string[] runs = [.. events.SelectMany(e => (string?[])[e.RunId, e.Parent?.RunId]).OfType<string>().Distinct(StringComparer.Ordinal)];
        var jobs = events.SelectMany(e => (NodeName?[])[e.Job, e.Parent?.Job]).OfType<NodeName>().Distinct();
        var uses = events.SelectMany(UsesOf).Distinct().ToList();
        var datasets = uses.Select(use => use.Dataset).Concat(events.Where(e => e.Dataset is not null).Select(e => e.Dataset!.Name)).Distinct();

        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        batch.BatchCommands.Add(OrganizationSetting.Command(organizationId));
        // Held to the end of the transaction; the same turn as the projector of facts takes, since both write executions.
        Add(FactStatements.OneAtATime, Parameter.Text(organizationId.ToString()));
        Add(Hashes, Id(), Parameter.BytesArray([.. events.Select(e => e.Hash)]));
        Add(Runs, Id(), Parameter.Texts(runs));
        Add(OwnRuns, Id(), Parameter.Texts(runs));
        Add(Jobs, Id(), Parameter.Uuids([.. jobs.Select(job => job.Id())]));
        Add(Datasets, Id(), Parameter.Uuids([.. datasets.Select(name => name.Id())]));
        Add(Uses, Id(), Parameter.Texts([.. uses.Select(u => u.RunId)]), Parameter.Texts([.. uses.Select(u => u.Io)]), Parameter.Uuids([.. uses.Select(u => u.Dataset.Id())]));

        var known = new HashSet<string>(StringComparer.Ordinal);
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            await reader.NextResultAsync(cancel);
            await Next(() => known.Add(Convert.ToHexString(reader.GetFieldValue<byte[]>(0))));
            await Next(() =>
            {
                var run = fold.Runs[reader.GetString(0)] = Documents.Read<RunDoc>(reader.GetString(1));
                // Whose run it is of which only children told, the next statement says.
                if (reader.GetBoolean(2) && run.Events > 0) fold.OwnRuns.Add(reader.GetString(0));
            });
            await Next(() => fold.OwnRuns.Add(reader.GetString(0)));
            await Next(() => fold.Jobs[new NodeName(reader.GetString(0), reader.GetString(1))] = Documents.Read<JobDoc>(reader.GetString(2)));
            await Next(() => fold.Datasets[new NodeName(reader.GetString(0), reader.GetString(1))] = Documents.Read<DatasetDoc>(reader.GetString(2)));
            await Next(() => fold.Uses[new UseKey(reader.GetString(0), reader.GetString(1), new NodeName(reader.GetString(2), reader.GetString(3)))] = Documents.Read<UseDoc>(reader.GetString(4)));

            async Task Next(Action row)
            {
                await reader.NextResultAsync(cancel);
                while (await reader.ReadAsync(cancel)) row();
            }
        }

        return (fold, [.. events.Where(e => known.Add(Convert.ToHexString(e.Hash)))]);

        NpgsqlParameter Id() => Parameter.Uuid(organizationId);

        void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var parameter in parameters) command.Parameters.Add(parameter);
            batch.BatchCommands.Add(command);
        }
    }

    private static IEnumerable<UseKey> UsesOf(LineageEvent told)
    {
        if (told.Kind == EventKind.Dataset) return [];
        var run = told.RunId ?? UseKey.Declaration(told.Hash);
        return told.Inputs.Select(i => new UseKey(run, UseKey.Input, i.Name)).Concat(told.Outputs.Select(o => new UseKey(run, UseKey.Output, o.Name)));
    }
}
