using System.Globalization;
using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Runs;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>What is known of one job besides what a graph shows.</summary>
internal sealed class JobRuns(LineageDatabase database, RunCatalog runs)
{
    // Of one run; more than a run tells.
    private const int MostEvents = 1_000;

    private const string Facets = "select j.doc::text from openlineage_jobs j where j.organization_id = $1 and j.job_id = $2";

    private const string Total = "select count(*)::int from openlineage_runs r where r.job_id = $2 and r.organization_id = $1 and not r.declared";

    private const string Newest = """
        select r.run_id from openlineage_runs r where r.job_id = $2 and r.organization_id = $1 and not r.declared
        order by r.ordered_at desc, r.run_id desc limit $3 offset $4
        """;

    private const string FacetsOfRun = """
        select e.job from (
            select e.event_time, e.event_hash, (e.body #> '{job,facets}')::text as job from openlineage_events e
            where e.run_id = $2 and e.organization_id = $1 order by e.event_time desc, e.event_hash desc limit $3) e
        where e.job is not null order by e.event_time, e.event_hash
        """;

    /// <summary>Runs, and how many there are on all pages.</summary>
    internal sealed record Page(IReadOnlyList<RunData> Runs, int Total);

    /// <summary>Runs of a job, the newest first. An execution of ours is a job with one run.</summary>
    public async Task<Page> OfAsync(Guid organizationId, JobData job, RunPage page, CancellationToken cancel)
    {
        var (ids, total, id) = (new List<string>(), 0, new NodeName(job.Namespace, job.Name).Id());
        await database.ReadAsync(organizationId, cancel,
            new OrganizationReads.Query(Total, [Parameter.Uuid(organizationId), Parameter.Uuid(id)], row => total = row.GetInt32(0)),
            new OrganizationReads.Query(Newest, [Parameter.Uuid(organizationId), Parameter.Uuid(id), Parameter.Whole(page.Size), Parameter.Whole(page.Skip)], row => ids.Add(row.GetString(0))));
        if (total == 0 && job.LatestRun is { } only)
        {
            total = 1;
            if (page.Skip == 0 && page.Size > 0) ids.Add(only.Id);
        }

        var known = await runs.FindAsync(organizationId, ids, cancel);
        return new Page([.. ids.Where(known.ContainsKey).Select(run => known[run])], total);
    }

    /// <summary>The job's facets, each as its newest event told it.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> FacetsAsync(Guid organizationId, NodeName job, CancellationToken cancel) =>
        await database.ReadAllAsync(organizationId, Facets, [Parameter.Uuid(organizationId), Parameter.Uuid(job.Id())], row => Documents.Read<JobDoc>(row.GetString(0)).Facets, cancel) is [var facets]
            ? facets.Plain() : [];

    /// <summary>The job's facets as the events of one run told them.</summary>
    public async Task<IReadOnlyDictionary<string, JsonElement>> FacetsOfRunAsync(Guid organizationId, string runId, CancellationToken cancel)
    {
        var told = await database.ReadAllAsync(organizationId, FacetsOfRun, [Parameter.Uuid(organizationId), Parameter.Text(runId), Parameter.Whole(MostEvents)], row => row.GetString(0), cancel);
        return Latest(told).Plain();
    }

    /// <summary>Facets of several events, given in their order.</summary>
    internal static FacetMap Latest(IEnumerable<string> told)
    {
        var facets = new FacetMap();
        foreach (var (index, text) in told.Index())
            facets.Merge(index.ToString("D8", CultureInfo.InvariantCulture), Documents.Read<Dictionary<string, JsonElement>>(text).Where(facet => facet.Value.ValueKind != JsonValueKind.Null).ToDictionary());
        return facets;
    }
}
