using IntentEngine.Lineage.OpenLineage.Columns;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>Writes events and the documents they changed: a statement per table, however many rows. Whoever writes has read them under the same turn.</summary>
internal static class FoldStatements
{
    private const string Events = """
        insert into openlineage_events (organization_id, event_hash, kind, run_id, event_type, event_time, received_at, body)
        select $1, f.hash, f.kind, f.run_id, f.type, f.at, $2, f.body::json
        from unnest($3, $4, $5, $6, $7, $8) as f (hash, kind, run_id, type, at, body)
        """;

    private const string Namespaces = """
        insert into openlineage_namespaces as n (organization_id, namespace, created_at, updated_at)
        select $1, f.namespace, f.first, f.last from unnest($2, $3, $4) as f (namespace, first, last)
        on conflict (organization_id, namespace) do update set created_at = least(n.created_at, excluded.created_at), updated_at = greatest(n.updated_at, excluded.updated_at)
        where excluded.created_at < n.created_at or excluded.updated_at > n.updated_at
        """;

    private const string Jobs = """
        insert into openlineage_jobs (organization_id, job_id, namespace, name, created_at, updated_at, doc)
        select $1, f.id, f.namespace, f.name, f.first, f.last, f.doc::json from unnest($2, $3, $4, $5, $6, $7) as f (id, namespace, name, first, last, doc)
        on conflict (organization_id, job_id) do update set created_at = excluded.created_at, updated_at = excluded.updated_at, doc = excluded.doc
        """;

    private const string Datasets = """
        insert into openlineage_datasets (organization_id, dataset_id, namespace, name, created_at, updated_at, doc)
        select $1, f.id, f.namespace, f.name, f.first, f.last, f.doc::json from unnest($2, $3, $4, $5, $6, $7) as f (id, namespace, name, first, last, doc)
        on conflict (organization_id, dataset_id) do update set created_at = excluded.created_at, updated_at = excluded.updated_at, doc = excluded.doc
        """;

    private const string Runs = """
        insert into openlineage_runs as r (organization_id, run_id, job_id, declared, own, has_io, first_at, last_at, started_at, ended_at, doc)
        select $1, f.run_id, f.job_id, f.declared, f.own, f.has_io, f.first_at, f.last_at, f.started_at, f.ended_at, f.doc::json
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as f (run_id, job_id, declared, own, has_io, first_at, last_at, started_at, ended_at, doc)
        on conflict (organization_id, run_id) do update set job_id = excluded.job_id, own = excluded.own, has_io = r.has_io or excluded.has_io,
            first_at = excluded.first_at, last_at = excluded.last_at, started_at = excluded.started_at, ended_at = excluded.ended_at, doc = excluded.doc
        """;

    private const string Uses = """
        insert into openlineage_io (organization_id, run_id, io, dataset_id, version_id, doc)
        select $1, f.run_id, f.io, f.dataset_id, md5(f.version)::uuid, f.doc::json from unnest($2, $3, $4, $5, $6) as f (run_id, io, dataset_id, version, doc)
        on conflict (organization_id, run_id, io, dataset_id) do update set version_id = excluded.version_id, doc = excluded.doc
        """;

    private const string RefreshTimes = "select refresh_io_times($1, $2)";

    private const string Refresh = "select refresh_job_io($1, $2)";

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="fold">The documents after the events.</param>
    /// <param name="fresh">The events.</param>
    public static void Write(this UnitOfWork unit, EventFold fold, IReadOnlyList<LineageEvent> fresh)
    {
        var organization = unit.OrganizationId;
        unit.Add(Events, Parameter.Uuid(organization), Parameter.Time(unit.Now),
            Parameter.BytesArray([.. fresh.Select(e => e.Hash)]),
            Column.Texts(fresh, e => e.Kind.ToString().ToLowerInvariant()),
            Column.Texts(fresh, e => e.RunId),
            Column.Texts(fresh, e => e.Type),
            Column.Times(fresh, e => e.Time),
            Column.Texts(fresh, e => e.Body));

        var jobs = fold.Jobs.Where(job => fold.ChangedJobs.Contains(job.Key)).ToList();
        var datasets = fold.Datasets.ToList();
        var spans = jobs.Select(j => (j.Key.Namespace, j.Value.FirstAt, j.Value.LastAt)).Concat(datasets.Select(d => (d.Key.Namespace, d.Value.FirstAt, d.Value.LastAt)))
            .Concat(fold.ParentNamespaces.Select(p => (p.Namespace, FirstAt: p.At, LastAt: p.At)))
            .GroupBy(span => span.Namespace, StringComparer.Ordinal).ToList();
        unit.Add(Namespaces, Parameter.Uuid(organization), Column.Texts(spans, s => s.Key), Column.Times(spans, s => s.Min(x => x.FirstAt)), Column.Times(spans, s => s.Max(x => x.LastAt)));
        if (jobs.Count > 0)
            unit.Add(Jobs, Parameter.Uuid(organization), Column.Ids(jobs, j => j.Key.Id()), Column.Texts(jobs, j => j.Key.Namespace), Column.Texts(jobs, j => j.Key.Name),
                Column.Times(jobs, j => j.Value.FirstAt), Column.Times(jobs, j => j.Value.LastAt), Column.Texts(jobs, j => Documents.Write(j.Value)));
        if (datasets.Count > 0)
            unit.Add(Datasets, Parameter.Uuid(organization), Column.Ids(datasets, d => d.Key.Id()), Column.Texts(datasets, d => d.Key.Namespace), Column.Texts(datasets, d => d.Key.Name),
                Column.Times(datasets, d => d.Value.FirstAt), Column.Times(datasets, d => d.Value.LastAt), Column.Texts(datasets, d => Documents.Write(d.Value)));
        WriteRuns(unit, [.. fold.Runs.Where(run => fold.ChangedRuns.Contains(run.Key)).Select(run => RunRow.Of(run.Key, run.Value, fold)), .. fresh.Where(e => e.Kind == EventKind.Job).Select(RunRow.Declared)]);
        var uses = fold.Uses.ToList();
        if (uses.Count > 0)
            unit.Add(Uses, Parameter.Uuid(organization), Column.Texts(uses, u => u.Key.RunId), Column.Texts(uses, u => u.Key.Io), Column.Ids(uses, u => u.Key.Dataset.Id()),
                Column.Texts(uses, u => u.Value.Version?.Value), Column.Texts(uses, u => Documents.Write(u.Value)));
        unit.WriteColumns(fresh);
        if (fold.ChangedRuns.Count > 0) unit.Add(RefreshTimes, Parameter.Uuid(organization), Parameter.Texts([.. fold.ChangedRuns]));
        unit.Add(Refresh, Parameter.Uuid(organization), Parameter.Uuids([.. fold.ChangedJobs.Concat(fold.LeftJobs).Concat(fold.ChangedRuns.Select(run => fold.Runs[run].Job!.Value)).Distinct().Select(job => job.Id())]));
    }

    private static void WriteRuns(UnitOfWork unit, IReadOnlyList<RunRow> rows)
    {
        if (rows.Count == 0) return;
        unit.Add(Runs, Parameter.Uuid(unit.OrganizationId),
            Column.Texts(rows, r => r.RunId),
            Column.Ids(rows, r => r.Job.Id()),
            Parameter.Bools([.. rows.Select(r => r.IsDeclared)]),
            Parameter.Bools([.. rows.Select(r => r.Own)]),
            Parameter.Bools([.. rows.Select(r => r.HasIo)]),
            Column.Times(rows, r => r.FirstAt),
            Column.Times(rows, r => r.LastAt),
            Column.Times(rows, r => r.StartedAt),
            Column.Times(rows, r => r.EndedAt),
            Column.Texts(rows, r => r.Doc));
    }

    private sealed record RunRow(
        string RunId, NodeName Job, bool IsDeclared, bool Own, bool HasIo, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string Doc)
    {
        public static RunRow Of(string id, RunDoc run, EventFold fold) => new(
            id, run.Job!.Value, false, fold.OwnRuns.Contains(id) || run.Events == 0, fold.RunsWithDatasets.Contains(id), run.FirstAt, run.LastAt, run.BeganAt, run.Ended?.Value.At, Documents.Write(run));

        public static RunRow Declared(LineageEvent told) => new(
            UseKey.Declaration(told.Hash), told.Job!.Value, true, false, told.Inputs.Count + told.Outputs.Count > 0, told.Time, told.Time, null, null, "{}");
    }
}
