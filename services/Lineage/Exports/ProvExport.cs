using System.Globalization;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage;

namespace IntentEngine.Lineage.Exports;

/// <summary>PROV-JSON (W3C Member Submission of 2013-04-24): executions are activities, artifacts and datasets entities, the organization is the agent.</summary>
/// <remarks>Without <c>wasEndedBy</c> and without lists of records, which the submission's schema refuses.</remarks>
internal static class ProvExport
{
    public static string Write(ExportGraph graph)
    {
        var retries = graph.Executions.Where(e => e.RepeatsParent).ToDictionary(e => e.Id, StringComparer.Ordinal);
        var organization = $"ie:organization-{graph.OrganizationId}";
        var document = new JsonObject
        {
            ["prefix"] = new JsonObject { ["ie"] = "urn:intent-engine:" },
            ["agent"] = new JsonObject { [organization] = new JsonObject { ["prov:type"] = Named("prov:Organization") } },
            ["activity"] = Records(graph.Executions.Select(e => (Activity(e.Id), ActivityOf(e)))),
            ["entity"] = Records(graph.Datasets.Select(d => (Entity(d.Name), EntityOf(d)))),
            ["wasAssociatedWith"] = Relations("a", graph.Executions.Select(e => Members(("prov:activity", Activity(e.Id)), ("prov:agent", organization)))),
            ["used"] = Relations("u", graph.Used.Select(u => Members(("prov:activity", Activity(u.ExecutionId)), ("prov:entity", Entity(u.Dataset))))),
            ["wasGeneratedBy"] = Relations("g", graph.Generated.Select(g => Members(("prov:entity", Entity(g.Dataset)), ("prov:activity", Activity(g.ExecutionId))))),
            ["wasDerivedFrom"] = Relations("d", graph.Derived.Select(d => Members(("prov:generatedEntity", Entity(d.Child)), ("prov:usedEntity", Entity(d.Parent))))
                .Concat(Revisions(graph, retries))),
            ["wasInformedBy"] = Relations("i", graph.Executions.Where(e => e.ParentId is not null && graph.Executions.Any(p => p.Id == e.ParentId))
                .Select(e => Members(("prov:informed", Activity(e.Id)), ("prov:informant", Activity(e.ParentId!)), ("ie:trigger_kind", e.TriggerKind)))),
        };
        foreach (var empty in document.Where(part => part.Value is JsonObject { Count: 0 }).Select(part => part.Key).ToList()) document.Remove(empty);
        return document.ToJsonString(OpenLineageJson.Options);
    }

    // What a retry made anew of the same type revises what the failed attempt made.
    private static IEnumerable<JsonObject> Revisions(ExportGraph graph, Dictionary<string, ExportGraph.Execution> retries)
    {
        var types = graph.Datasets.ToDictionary(d => d.Name, d => d.Type);
        var made = graph.Generated.ToLookup(g => g.ExecutionId, g => g.Dataset, StringComparer.Ordinal);
        return from retry in retries.Values
               from newer in made[retry.Id]
               from older in made[retry.ParentId!]
               where newer != older && types[newer] is not null && types[newer] == types[older]
               select Revision(newer, older);
    }

    private static JsonObject Revision(NodeName newer, NodeName older)
    {
        var members = Members(("prov:generatedEntity", Entity(newer)), ("prov:usedEntity", Entity(older)));
        members["prov:type"] = Named("prov:Revision");
        return members;
    }

    private static JsonObject ActivityOf(ExportGraph.Execution execution)
    {
        var members = Members(("prov:label", execution.Job.Name), ("ie:status", execution.Status), ("ie:trigger_kind", execution.TriggerKind), ("ie:correlation_id", execution.CorrelationId));
        if (execution.StartedAt is { } start) members["prov:startTime"] = Time(start);
        if (execution.CompletedAt is { } end) members["prov:endTime"] = Time(end);
        return members;
    }

    private static JsonObject EntityOf(ExportGraph.Dataset dataset)
    {
        var members = Members(("prov:label", dataset.Name.Name), ("ie:namespace", dataset.Name.Namespace));
        if (dataset.Type is not null) members["prov:type"] = Named($"ie:{Local(dataset.Type)}");
        if (dataset.State is not null) members["ie:lifecycle_state"] = dataset.State;
        return members;
    }

    private static JsonObject Relations(string kind, IEnumerable<JsonObject> relations) => Records(relations.Select((members, index) => ($"_:{kind}{index}", members)));

    private static JsonObject Records(IEnumerable<(string Key, JsonObject Members)> records)
    {
        var all = new JsonObject();
        foreach (var (key, members) in records) all[key] = members;
        return all;
    }

    private static JsonObject Members(params ReadOnlySpan<(string Key, string Value)> members)
    {
        var all = new JsonObject();
        foreach (var (key, value) in members) all[key] = value;
        return all;
    }

    // A plain text would be read as a text and not as the name of a type.
    private static JsonObject Named(string name) => Members(("$", name), ("type", "prov:QUALIFIED_NAME"));

    private static string Activity(string id) => $"ie:execution-{Local(id)}";

    // No hyphen in the namespace, so that no two datasets have one name.
    private static string Entity(NodeName name) => name.Namespace == NodeName.OwnNamespace
        ? $"ie:artifact-{Local(name.Name)}"
        : $"ie:dataset-{Local(name.Namespace).Replace("-", "%2D", StringComparison.Ordinal)}-{Local(name.Name)}";

    // Local parts of qualified names: what could mean something else is escaped, also a dot at the end (PROV-N, PN_LOCAL).
    private static string Local(string text) => Uri.EscapeDataString(text) is var escaped && escaped.EndsWith('.') ? $"{escaped[..^1]}%2E" : escaped;

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture);
}
