using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>What is known of jobs, with their newest runs: those of OpenLineage clients, and our executions, each a job with one run.</summary>
internal sealed class JobCatalog(LineageDatabase database)
{
    private const string ByIds = $$"""
        select j.namespace, j.name, j.created_at, j.updated_at, j.doc::text, r.run_id, r.doc::text,
               {{RunsData.Uses}},
               {{RunsData.Own}}
        from openlineage_jobs j
        left join lateral (select r.run_id, r.doc, r.own from openlineage_runs r where r.job_id = j.job_id and r.organization_id = $1 and not r.declared
                           order by r.ordered_at desc, r.run_id desc limit 1) r on true
        where j.organization_id = $1 and j.job_id = any($2)
        """;

    private const string OwnByIds = """
        select e.execution_id, e.name, e.parent_execution_id, e.trigger_kind, e.status, e.started_at, e.completed_at, e.duration_ms, e.ordered_at, e.updated_at, e.error_message
        from executions e where e.organization_id = $1 and e.execution_id = any($2)
        union all
        select a.derivation_run_id, min(a.derivation_intent), null, null, null, null, null, null, min(a.created_at), max(a.updated_at), null
        from artifact_index a
        where a.organization_id = $1 and a.derivation_run_id = any($2)
          and not exists (select from executions e where e.organization_id = $1 and e.execution_id = a.derivation_run_id)
        group by a.derivation_run_id
        """;

    /// <summary>The jobs among these that exist.</summary>
    public async Task<Dictionary<NodeName, JobData>> FindAsync(Guid organizationId, IReadOnlyCollection<NodeName> names, CancellationToken cancel)
    {
        var found = new Dictionary<NodeName, JobData>();
        if (names.Count == 0) return found;
        string[] own = [.. names.Where(n => n.MayBeOwn).Select(n => n.Name)];
        if (own.Length > 0)
            await database.ReadAsync(organizationId, OwnByIds, [Parameter.Uuid(organizationId), Parameter.Texts(own)], reader => EachAsync(reader, () =>
            {
                var job = OwnJob(reader);
                found[new NodeName(job.Namespace, job.Name)] = job;
            }, cancel), cancel);
        await database.ReadAsync(organizationId, ByIds, [Parameter.Uuid(organizationId), Parameter.Uuids([.. names.Select(n => n.Id())])], reader => EachAsync(reader, () =>
        {
            var job = Job(reader);
            // An execution of ours is what it says itself.
            found.TryAdd(new NodeName(job.Namespace, job.Name), job);
        }, cancel), cancel);
        return found;
    }

    private static JobData Job(NpgsqlDataReader reader)
    {
        var name = new NodeName(reader.GetString(0), reader.GetString(1));
        var doc = Documents.Read<JobDoc>(reader.GetString(4));
        var run = reader.IsDBNull(5) ? null : RunsData.Of(name, reader.GetString(5), Documents.Read<RunDoc>(reader.GetString(6)),
            reader.IsDBNull(7) ? null : reader.GetString(7), reader.IsDBNull(8) ? null : reader.GetString(8));
        var parent = doc.Parent?.Value;
        return new JobData
        {
            Id = NameData.Of(name),
            Type = string.Equals(doc.Facets.Text("jobType", "processingType"), "STREAMING", StringComparison.OrdinalIgnoreCase) ? "STREAM" : "BATCH",
            Name = name.Name,
            SimpleName = parent is { } p && name.Name.StartsWith($"{p.Name}.", StringComparison.Ordinal) && name.Name.Length > p.Name.Length + 1 ? name.Name[(p.Name.Length + 1)..] : name.Name,
            ParentJobName = parent?.Name,
            ParentJobUuid = parent?.Id(),
            CurrentRunUuid = run?.Id,
            CreatedAt = reader.GetFieldValue<DateTimeOffset>(2).UtcDateTime,
            UpdatedAt = reader.GetFieldValue<DateTimeOffset>(3).UtcDateTime,
            Namespace = name.Namespace,
            Location = doc.Facets.Text("sourceCodeLocation", "url"),
            Description = doc.Facets.Text("documentation", "description"),
            LatestRun = run,
        };
    }

    private static JobData OwnJob(NpgsqlDataReader reader)
    {
        var name = new NodeName(NodeName.OwnNamespace, reader.GetString(0));
        var parent = reader.IsDBNull(2) ? (NodeName?)null : new NodeName(NodeName.OwnNamespace, reader.GetString(2));
        var (created, updated) = (reader.GetFieldValue<DateTimeOffset>(8).UtcDateTime, reader.GetFieldValue<DateTimeOffset>(9).UtcDateTime);
        return new JobData
        {
            Id = NameData.Of(name),
            Type = "BATCH",
            Name = name.Name,
            SimpleName = reader.GetString(1),
            ParentJobName = parent?.Name,
            ParentJobUuid = parent?.Id(),
            CurrentRunUuid = name.Name,
            CreatedAt = created,
            UpdatedAt = updated,
            Namespace = name.Namespace,
            LatestRun = reader.IsDBNull(4) ? null : new RunData
            {
                Id = name.Name,
                CreatedAt = created,
                UpdatedAt = updated,
                State = RunStates.Of(reader.GetString(4)),
                StartedAt = reader.IsDBNull(5) ? null : reader.GetFieldValue<DateTimeOffset>(5).UtcDateTime,
                EndedAt = reader.IsDBNull(6) ? null : reader.GetFieldValue<DateTimeOffset>(6).UtcDateTime,
                DurationMs = reader.IsDBNull(7) ? null : reader.GetInt64(7),
                Facets = OwnFacets.Of(reader.IsDBNull(3) ? "manual" : reader.GetString(3), reader.IsDBNull(10) ? null : reader.GetString(10)),
            },
        };
    }

    private static async Task<bool> EachAsync(NpgsqlDataReader reader, Action row, CancellationToken cancel)
    {
        while (await reader.ReadAsync(cancel)) row();
        return true;
    }
}
