using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Runs of OpenLineage clients as Marquez shows them.</summary>
internal static class RunsData
{
    /// <summary>SQL of the datasets of the run <c>r</c>, a JSON list of <c>{io, namespace, name, doc, writer, written}</c>: of what it read who had written it, under which version. $1: the organization.</summary>
    public const string Uses = """
        (select json_agg(json_build_object('io', i.io, 'namespace', d.namespace, 'name', d.name, 'doc', i.doc, 'writer', w.run_id, 'written', o.doc #>> '{Version,Value}'))::text
         from openlineage_io i
         join openlineage_datasets d on d.organization_id = $1 and d.dataset_id = i.dataset_id
         cross join lateral (select case when i.io = 'INPUT' then coalesce(
                                 openlineage_writer($1, i.run_id, i.dataset_id, i.doc #>> '{Version,Value}', i.began_at, i.ended_at),
                                 (select a.derivation_run_id from artifact_index a where d.namespace = 'intent-engine' and a.organization_id = $1 and a.artifact_id = d.name)) end as run_id offset 0) w
         left join openlineage_io o on o.organization_id = $1 and o.run_id = w.run_id and o.io = 'OUTPUT' and o.dataset_id = i.dataset_id
         where i.organization_id = $1 and i.run_id = r.run_id)
        """;

    /// <summary>SQL of what the engine says of the run <c>r</c> if it is an execution of ours, <c>{status, started_at, completed_at}</c>; null: it is not. $1: the organization.</summary>
    public const string Own = """
        (select json_build_object('status', e.status, 'started_at', e.started_at, 'completed_at', e.completed_at)::text
         from executions e where r.own and e.organization_id = $1 and e.execution_id = r.run_id)
        """;

    /// <param name="job">Its job.</param>
    /// <param name="id">Its id.</param>
    /// <param name="run">What is known of it.</param>
    /// <param name="uses">Its datasets as <see cref="Uses"/> lists them; null: none.</param>
    /// <param name="own">What the engine says of it, as <see cref="Own"/> selects it: that counts before what clients say; null: it is a client's own run.</param>
    public static RunData Of(NodeName job, string id, RunDoc run, string? uses, string? own = null)
    {
        var told = own is null ? (JsonElement?)null : JsonElement.Parse(own);
        var (began, ended) = told is { } execution ? (Moment(execution, "started_at"), Moment(execution, "completed_at")) : (run.BeganAt, run.Ended?.Value.At);
        var used = uses is null ? [] : JsonElement.Parse(uses, new JsonDocumentOptions { MaxDepth = OpenLineageJson.MostLevels + 32 }).EnumerateArray()
            .Select(use => (Io: use.GetProperty("io").GetString(), Data: Use(use, id)))
            .OrderBy(use => new NodeName(use.Data.DatasetVersionId.Namespace, use.Data.DatasetVersionId.Name)).ToList();
        return new RunData
        {
            Id = id,
            CreatedAt = run.FirstAt.UtcDateTime,
            UpdatedAt = run.LastAt.UtcDateTime,
            NominalStartTime = Time(run.Facets.Text("nominalTime", "nominalStartTime")),
            NominalEndTime = Time(run.Facets.Text("nominalTime", "nominalEndTime")),
            State = told is { } state ? RunStates.Of(state.GetProperty("status").GetString()!) : RunStates.Of(run),
            StartedAt = began?.UtcDateTime,
            EndedAt = ended?.UtcDateTime,
            DurationMs = ended is { } end && began is { } start ? (long)(end - start).TotalMilliseconds : null,
            Args = RunArguments.Of(run.Facets),
            JobVersion = new VersionData(job.Namespace, job.Name, JobVersion(job, used.Select(u => (u.Io!, u.Data.DatasetVersionId)))),
            InputDatasetVersions = [.. used.Where(u => u.Io == UseKey.Input).Select(u => u.Data)],
            OutputDatasetVersions = [.. used.Where(u => u.Io == UseKey.Output).Select(u => u.Data)],
            Facets = run.Facets.Plain(),
        };
    }

    /// <summary>The version of a dataset that a run wrote: as the client numbered it, else the one of the run.</summary>
    public static Guid DatasetVersion(NodeName dataset, string? told, string runId) => NameBasedGuid.Create(dataset.Id(), told is null ? $"run {runId}" : $"version {told}");

    /// <summary>The version of a dataset that a run read: the one that its writer wrote, unless both were numbered differently.</summary>
    /// <param name="dataset">The dataset.</param>
    /// <param name="told">As the client numbered what was read; null: it did not.</param>
    /// <param name="writer">The run that had written it; null: nobody known.</param>
    /// <param name="written">As the client numbered what the writer wrote; null: it did not.</param>
    public static Guid ReadVersion(NodeName dataset, string? told, string? writer, string? written) =>
        told is null || (writer is not null && written is null) ? DatasetVersion(dataset, written, writer ?? "") : DatasetVersion(dataset, told, "");

    private static DateTimeOffset? Moment(JsonElement execution, string member) =>
        execution.GetProperty(member) is { ValueKind: JsonValueKind.String } time ? time.GetDateTimeOffset() : null;

    private static DateTime? Time(string? text) => text is null ? null : EventTime.Parse(text)?.UtcDateTime;

    private static Guid JobVersion(NodeName job, IEnumerable<(string Io, VersionData Dataset)> used) =>
        NameBasedGuid.Create(job.Id(), string.Join('\n', used.Select(u => $"{u.Io} {u.Dataset.Namespace} {u.Dataset.Name}").Order(StringComparer.Ordinal)));

    private static UsedVersionData Use(JsonElement use, string runId)
    {
        var name = new NodeName(use.GetProperty("namespace").GetString()!, use.GetProperty("name").GetString()!);
        var doc = Documents.Read<UseDoc>(use.GetProperty("doc").GetRawText());
        var version = use.GetProperty("io").GetString() == UseKey.Input
            ? ReadVersion(name, doc.Version?.Value, use.GetProperty("writer").GetString(), use.GetProperty("written").GetString())
            : DatasetVersion(name, doc.Version?.Value, runId);
        return new UsedVersionData(new VersionData(name.Namespace, name.Name, version), doc.Facets.Plain());
    }
}
