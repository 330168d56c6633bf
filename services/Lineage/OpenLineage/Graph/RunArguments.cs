using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Ingest;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>The arguments of a run as Marquez derives them from its facets: <c>nominal_start_time</c>, <c>nominal_end_time</c>, and of its parent <c>run_id</c>, <c>name</c>, <c>namespace</c>.</summary>
internal static class RunArguments
{
    public static IReadOnlyDictionary<string, string> Of(FacetMap facets)
    {
        var arguments = new SortedDictionary<string, string>(StringComparer.Ordinal);
        Add("nominal_start_time", facets.Text("nominalTime", "nominalStartTime"));
        Add("nominal_end_time", facets.Text("nominalTime", "nominalEndTime"));
        if ((facets.Facet("parent") ?? facets.Facet("parentRun")) is { } parent)
        {
            Add("run_id", Text(parent, "run", "runId"));
            Add("name", Text(parent, "job", "name"));
            Add("namespace", Text(parent, "job", "namespace"));
        }

        return arguments;

        void Add(string name, string? value)
        {
            if (value is not null) arguments[name] = value;
        }
    }

    private static string? Text(JsonElement facet, string part, string member) =>
        facet.TryGetProperty(part, out var link) && link.ValueKind == JsonValueKind.Object && link.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String
            ? text.GetString() : null;
}
