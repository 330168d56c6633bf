using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>One operation of the API as its description states it.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">Path with <c>{names}</c>.</param>
/// <param name="Description">Its entry in the description.</param>
/// <param name="Document">The whole description.</param>
internal sealed record ApiOperation(HttpMethod Method, string Path, JsonElement Description, ApiDocument Document)
{
    /// <summary>Whether it takes JSON.</summary>
    public bool TakesBody => Body is not null;

    /// <summary>Whether it takes contents of many types instead of JSON.</summary>
    public bool TakesUpload => Contents is { } contents && !contents.TryGetProperty("application/json", out _);

    /// <summary>Whether it takes an idempotency key.</summary>
    public bool TakesKey => Parameters("header").Any(p => p.Name == "Idempotency-Key");

    /// <summary>Whether it is about one thing that is named in its path.</summary>
    public bool NamesSomething => Path.Contains('{', StringComparison.Ordinal);

    /// <summary>The schema of its body as the description names it. Null: it takes none.</summary>
    public string? BodyReference => BodySchema?.GetRawText();

    private JsonElement? Contents => Description.TryGetProperty("requestBody", out var body) ? body.GetProperty("content") : null;

    private JsonElement? BodySchema => Contents is { } contents && contents.TryGetProperty("application/json", out var json) ? json.GetProperty("schema") : null;

    private JsonElement? Body => BodySchema is { } schema ? Document.Resolve(schema) : null;

    /// <summary>The path with ids that nobody has.</summary>
    public string UnknownPath() => Parameters("path").Aggregate(Path, (path, parameter) =>
        path.Replace($"{{{parameter.Name}}}", Document.Sample(parameter.Schema)?.ToString() ?? "1", StringComparison.Ordinal));

    /// <summary>Names of the query's parameters that are numbers, ids, times or truth values: each of them refuses text.</summary>
    public IEnumerable<string> TypedQueries() => Parameters("query").Where(p => ApiDocument.IsTyped(Document.Resolve(p.Schema))).Select(p => p.Name);

    /// <summary>A body with everything that is required, of the right types. An empty object where the description says nothing of the body.</summary>
    public JsonNode Sample() => Body is { } schema && ApiDocument.SaysSomething(schema) ? Document.Sample(schema)! : new JsonObject();

    /// <summary>Bodies in which one property each has the wrong type.</summary>
    public IEnumerable<JsonNode> WronglyTyped()
    {
        if (Body is not { } schema || !schema.TryGetProperty("properties", out var properties)) yield break;
        foreach (var property in properties.EnumerateObject())
        {
            if (Document.WrongFor(property.Value) is not { } wrong) continue;
            var body = Sample();
            body[property.Name] = wrong;
            yield return body;
        }
    }

    public override string ToString() => $"{Method} {Path}";

    private IEnumerable<(string Name, JsonElement Schema)> Parameters(string place) =>
        Description.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == place).Select(p => (p.GetProperty("name").GetString()!, p.GetProperty("schema")))
            : [];
}
