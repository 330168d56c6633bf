using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.ProviderSimulator.Keywords;

/// <summary>The one task of a Labs live call.</summary>
/// <param name="Function">E.g. <c>ranked_keywords</c>.</param>
/// <param name="Task">Its fields.</param>
internal sealed record LabsRequest(string Function, JsonObject Task)
{
    /// <summary>Domain asked about, without <c>www.</c>; empty when missing.</summary>
    public string Target => Text("target").ToLowerInvariant();

    /// <summary>Keyword asked about: <c>keyword</c> or the first of <c>keywords</c>; empty when missing.</summary>
    public string Keyword => (Text("keyword") is { Length: > 0 } one ? one : Text((Task["keywords"] as JsonArray)?.FirstOrDefault())).ToLowerInvariant();

    /// <summary>Rows wanted, 1 to 1000.</summary>
    public int Limit => Math.Clamp(Number("limit") ?? 100, 1, 1000);

    /// <summary>Rows to skip.</summary>
    public int Offset => Math.Max(0, Number("offset") ?? 0);

    /// <summary>Levels of related keywords, 0 to 4.</summary>
    public int Depth => Math.Clamp(Number("depth") ?? 1, 0, 4);

    /// <summary>Whether ideas are close variants.</summary>
    public bool CloselyVariants => Task["closely_variants"] is JsonValue value && value.GetValueKind() == JsonValueKind.True;

    /// <summary>Reads the POST body: an array of task objects. Null: it is something else.</summary>
    public static IReadOnlyList<LabsRequest>? Read(string function, JsonNode? body) =>
        body is JsonArray tasks && tasks.All(task => task is JsonObject) ? [.. tasks.Select(task => new LabsRequest(function, task!.AsObject()))] : null;

    private string Text(string name) => Text(Task[name]);

    private static string Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text.Trim() : "";

    private int? Number(string name) => Task[name] is JsonValue value && value.TryGetValue<double>(out var number) ? (int)number : null;
}
