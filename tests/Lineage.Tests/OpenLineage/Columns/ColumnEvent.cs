using System.Text.Json.Nodes;

namespace IntentEngine.Lineage.OpenLineage.Columns;

/// <summary>Builds run events whose output tells what its columns were made of. Columns are written <c>dataset.field</c>.</summary>
internal static class ColumnEvent
{
    /// <summary>A run of a job that makes columns of one dataset.</summary>
    /// <param name="job">The job.</param>
    /// <param name="at">When, in seconds.</param>
    /// <param name="made">Each column made, with its sources: <c>("b.x", ["a.x", "a.y"])</c>.</param>
    public static string Of(string job, int at, params (string Column, string[] Sources)[] made) => Of(job, at, Name(made[0].Column), Facet(made));

    /// <summary>A run of a job that writes a dataset and tells this facet.</summary>
    public static string Of(string job, int at, string dataset, JsonNode facet)
    {
        var told = JsonNode.Parse(new RunEvent(job, RunEvent.Run($"{job} {at}"), At: at) { Outputs = [dataset] }.ToString())!;
        told["outputs"]![0]!["facets"] = new JsonObject { ["columnLineage"] = facet };
        return told.ToJsonString();
    }

    /// <summary>The facet, as version 1-0-0 has it.</summary>
    public static JsonObject Facet(params (string Column, string[] Sources)[] made) => new()
    {
        ["fields"] = new JsonObject(made.Select(m => KeyValuePair.Create(Field(m.Column), (JsonNode?)new JsonObject { ["inputFields"] = Inputs(m.Sources) }))),
    };

    /// <summary>A list of sources.</summary>
    public static JsonArray Inputs(params string[] columns) =>
        [.. columns.Select(column => new JsonObject { ["namespace"] = "data", ["name"] = Name(column), ["field"] = Field(column) })];

    /// <summary>The edges of an answer, each once, as <c>a.x&gt;b.x</c>.</summary>
    public static string EdgesOf(JsonNode answer) => string.Join(' ', answer["graph"]!.AsArray()
        .SelectMany(node => node!["inEdges"]!.AsArray().Concat(node["outEdges"]!.AsArray()))
        .Select(edge => $"{Short((string)edge!["origin"]!)}>{Short((string)edge["destination"]!)}").Distinct().Order(StringComparer.Ordinal));

    /// <summary>The columns of an answer.</summary>
    public static string ColumnsOf(JsonNode answer) => string.Join(' ', answer["graph"]!.AsArray().Select(node => Short((string)node!["id"]!)));

    private static string Short(string id) => id.Replace("datasetField:data:", "", StringComparison.Ordinal).Replace(':', '.');

    private static string Name(string column) => column[..column.IndexOf('.', StringComparison.Ordinal)];

    private static string Field(string column) => column[(column.IndexOf('.', StringComparison.Ordinal) + 1)..];
}
