using IntentEngine.Contracts;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Runs;

/// <summary>What is known of runs, those of OpenLineage clients and our executions.</summary>
internal sealed class RunCatalog(LineageDatabase database, JobCatalog jobs)
{
    private const string ByIds = $$"""
        select j.namespace, j.name, r.run_id, r.doc::text,
               {{RunsData.Uses}},
               {{RunsData.Own}}
        from openlineage_runs r join openlineage_jobs j on j.organization_id = $1 and j.job_id = r.job_id
        where r.organization_id = $1 and r.run_id = any($2) and not r.declared
        """;

    /// <summary>The runs among these that exist. What is both has the state that we tell, and the datasets and facets that clients tell.</summary>
    public async Task<Dictionary<string, RunData>> FindAsync(Guid organizationId, IReadOnlyCollection<string> ids, CancellationToken cancel)
    {
        var found = new Dictionary<string, RunData>(StringComparer.Ordinal);
        await database.ReadAsync(organizationId, ByIds, [Parameter.Uuid(organizationId), Parameter.Texts([.. ids])], async reader =>
        {
            while (await reader.ReadAsync(cancel))
                found[reader.GetString(2)] = RunsData.Of(
                    new NodeName(reader.GetString(0), reader.GetString(1)), reader.GetString(2), Documents.Read<RunDoc>(reader.GetString(3)),
                    reader.IsDBNull(4) ? null : reader.GetString(4), reader.IsDBNull(5) ? null : reader.GetString(5));
            return found;
        }, cancel);

        NodeName[] executions = [.. ids.Where(id => !found.ContainsKey(id)).Select(id => new NodeName(NodeName.OwnNamespace, id))];
        foreach (var (name, job) in await jobs.FindAsync(organizationId, executions, cancel))
            if (job.LatestRun is { } run && run.Id == name.Name)
                found[run.Id] = run with { JobVersion = new VersionData(name.Namespace, name.Name, NameBasedGuid.Create(name.Id(), "execution")) };
        return found;
    }
}
