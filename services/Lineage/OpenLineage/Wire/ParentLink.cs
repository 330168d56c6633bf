using System.Text.Json;
using System.Text.RegularExpressions;
using static IntentEngine.Lineage.OpenLineage.Wire.EventFields;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>Reads the runs that a run says it is part of: its parent, and the root of all (ParentRunFacet 1-2-0).</summary>
/// <remarks>
/// Airflow's integration before 0.10 named the facet <c>parentRun</c>, gave the task's own name as the parent's, and as the parent's id the DAG run's,
/// which all DAGs of one schedule share. Such a parent is the DAG, and its id is made of namespace, DAG and id, as Marquez makes it.
/// </remarks>
internal static partial class ParentLink
{
    /// <exception cref="EventRefusedException">The facet names no run.</exception>
    public static LineageEvent Read(LineageEvent told)
    {
        if (!told.RunFacets.TryGetValue("parent", out var facet) && !told.RunFacets.TryGetValue("parentRun", out facet)) return told;
        if (facet.ValueKind != JsonValueKind.Object) throw Wrong("run.facets.parent", "an object", facet);
        return told with
        {
            Parent = Repaired(LinkOf(facet, "run.facets.parent", out var sent), sent, told.Job!.Value),
            Root = Object(facet, "root", "run.facets.parent.root") is { } root ? LinkOf(root, "run.facets.parent.root", out _) : null,
        };
    }

    private static LineageEvent.RunLink LinkOf(JsonElement link, string path, out string sent)
    {
        var run = RequiredObject(link, "run", $"{path}.run");
        sent = RequiredName(run, "runId", $"{path}.run.runId");
        return new LineageEvent.RunLink(RunId.Of(sent), Object(link, "job", $"{path}.job") is { } job ? Named(job, $"{path}.job") : null);
    }

    private static LineageEvent.RunLink Repaired(LineageEvent.RunLink link, string sent, NodeName child)
    {
        if (link.Job is not { } job) return link;
        var dag = job.Name.LastIndexOf('.') is > 0 and var dot ? job.Name[..dot] : job.Name;
        return new LineageEvent.RunLink(
            AirflowRun().IsMatch(sent) ? RunId.Named($"{job.Namespace}.{dag}.{sent}") : link.RunId,
            job != child ? job : dag != job.Name ? job with { Name = dag } : null);
    }

    [GeneratedRegex("^(scheduled|manual|backfill|dataset_triggered|asset_triggered)__")]
    private static partial Regex AirflowRun();
}
