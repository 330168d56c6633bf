using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>Runs of OpenLineage clients as Marquez shows them.</summary>
internal static class RunsData
{
    /// <param name="job">Its job.</param>
    /// <param name="id">Its id.</param>
    /// <param name="run">What is known of it.</param>
    /// <param name="uses">Its datasets, a JSON list of <c>{io, namespace, name, doc}</c>; null: none.</param>
    public static RunData Of(NodeName job, string id, RunDoc run, string? uses)
    {
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
            State = RunStates.Of(run),
            StartedAt = run.BeganAt?.UtcDateTime,
            EndedAt = run.Ended?.Value.At.UtcDateTime,
            DurationMs = run.BeganAt is { } start && run.Ended?.Value.At is { } end ? (long)(end - start).TotalMilliseconds : null,
            Args = RunArguments.Of(run.Facets),
            JobVersion = new VersionData(job.Namespace, job.Name, JobVersion(job, used.Select(u => (u.Io!, u.Data.DatasetVersionId)))),
            InputDatasetVersions = [.. used.Where(u => u.Io == UseKey.Input).Select(u => u.Data)],
            OutputDatasetVersions = [.. used.Where(u => u.Io == UseKey.Output).Select(u => u.Data)],
            Facets = run.Facets.Plain(),
        };
    }

    /// <summary>A version of a dataset: as the client numbered it, else the one that the run wrote or read.</summary>
    public static Guid DatasetVersion(NodeName dataset, string? told, string runId) => NameBasedGuid.Create(dataset.Id(), told is null ? $"run {runId}" : $"version {told}");

    private static DateTime? Time(string? text) => text is null ? null : EventTime.Parse(text)?.UtcDateTime;

    private static Guid JobVersion(NodeName job, IEnumerable<(string Io, VersionData Dataset)> used) =>
        NameBasedGuid.Create(job.Id(), string.Join('\n', used.Select(u => $"{u.Io} {u.Dataset.Namespace} {u.Dataset.Name}").Order(StringComparer.Ordinal)));

    private static UsedVersionData Use(JsonElement use, string runId)
    {
        var name = new NodeName(use.GetProperty("namespace").GetString()!, use.GetProperty("name").GetString()!);
        var doc = Documents.Read<UseDoc>(use.GetProperty("doc").GetRawText());
        return new UsedVersionData(new VersionData(name.Namespace, name.Name, DatasetVersion(name, doc.Version?.Value, runId)), doc.Facets.Plain());
    }
}
