using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage;
using IntentEngine.Lineage.OpenLineage.Graph;
using IntentEngine.Lineage.OpenLineage.Ingest;
using IntentEngine.Lineage.OpenLineage.Wire;

namespace IntentEngine.Lineage.Exports;

/// <summary>Run events, a list that <c>/api/v1/lineage/batch</c> of any OpenLineage server takes (specification: lineage §4.3).</summary>
internal static class OpenLineageExport
{
    private const string Schema = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent";

    /// <summary>For each execution its start, if known, and its end or present state, which names what it read and wrote.</summary>
    public static string Write(ExportGraph graph)
    {
        var byId = graph.Executions.ToDictionary(e => e.Id, StringComparer.Ordinal);
        var used = graph.Used.ToLookup(u => u.ExecutionId, StringComparer.Ordinal);
        var generated = graph.Generated.ToLookup(u => u.ExecutionId, StringComparer.Ordinal);
        var datasets = graph.Datasets.ToDictionary(d => d.Name);
        var events = new JsonArray();
        foreach (var execution in graph.Executions)
        {
            if (execution.StartedAt is { } start) events.Add(Event(execution, "START", start, byId));
            var (type, at) = execution.Status switch
            {
                "completed" => ("COMPLETE", execution.CompletedAt ?? execution.UpdatedAt),
                "failed" => ("FAIL", execution.CompletedAt ?? execution.UpdatedAt),
                "cancelled" => ("ABORT", execution.CompletedAt ?? execution.UpdatedAt),
                "pending" => ("OTHER", execution.UpdatedAt),
                _ => ("RUNNING", execution.UpdatedAt),
            };
            var told = Event(execution, type, at, byId);
            foreach (var use in used[execution.Id]) told["inputs"]!.AsArray().Add(Dataset(datasets[use.Dataset]));
            foreach (var use in generated[execution.Id]) told["outputs"]!.AsArray().Add(Dataset(datasets[use.Dataset]));
            events.Add(told);
        }

        return events.ToJsonString(OpenLineageJson.Options);
    }

    private static JsonObject Event(ExportGraph.Execution execution, string type, DateTimeOffset at, Dictionary<string, ExportGraph.Execution> byId) => new()
    {
        ["eventType"] = type,
        ["eventTime"] = at.UtcDateTime,
        ["run"] = new JsonObject { ["runId"] = RunId.Of(execution.Id), ["facets"] = Facets(execution, byId) },
        ["job"] = Name(execution.Job),
        ["inputs"] = new JsonArray(),
        ["outputs"] = new JsonArray(),
        ["producer"] = OwnFacets.Producer,
        ["schemaURL"] = Schema,
    };

    private static JsonObject Facets(ExportGraph.Execution execution, Dictionary<string, ExportGraph.Execution> byId)
    {
        var facets = new JsonObject();
        foreach (var (key, facet) in OwnFacets.Of(execution.TriggerKind, execution.Error)) facets[key] = JsonNode.Parse(facet.GetRawText());
        if (execution.ParentId is not { } parent) return facets;
        if (execution.RepeatsParent)
            facets[RunFacts.RetryFacet] = Node(OwnFacets.Custom(new { try_number = execution.Attempt, original_run_id = RunId.Of(First(execution, byId)), previous_run_id = RunId.Of(parent) }, "IntentEngineRetryRunFacet"));
        else
            facets["parent"] = Node(OwnFacets.Standard(
                new { run = new { runId = RunId.Of(parent) }, job = Job(parent, byId), root = new { run = new { runId = RunId.Of(execution.CorrelationId) }, job = Job(execution.CorrelationId, byId) } },
                "1-2-0", "ParentRunFacet"));
        return facets;
    }

    private static string First(ExportGraph.Execution execution, Dictionary<string, ExportGraph.Execution> byId)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (seen.Add(execution.Id) && execution is { RepeatsParent: true, ParentId: { } parent } && byId.TryGetValue(parent, out var above)) execution = above;
        return execution.Id;
    }

    // A facet must name the job; of an execution that is not part of the export only the id is known.
    private static object Job(string id, Dictionary<string, ExportGraph.Execution> byId)
    {
        var job = byId.TryGetValue(id, out var known) ? known.Job : new NodeName(NodeName.OwnNamespace, id);
        return new { @namespace = job.Namespace, name = job.Name };
    }

    private static JsonObject Dataset(ExportGraph.Dataset dataset)
    {
        var named = Name(dataset.Name);
        if (dataset.Type is not null)
            named["facets"] = new JsonObject { ["intentEngine_artifact"] = Node(OwnFacets.Custom(new { artifact_type = dataset.Type, lifecycle_state = dataset.State }, "IntentEngineArtifactDatasetFacet")) };
        return named;
    }

    private static JsonObject Name(NodeName name) => new() { ["namespace"] = name.Namespace, ["name"] = name.Name };

    private static JsonNode Node(System.Text.Json.JsonElement facet) => JsonNode.Parse(facet.GetRawText())!;
}
