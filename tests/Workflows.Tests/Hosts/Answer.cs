using System.Net;
using System.Text.Json;

namespace IntentEngine.Workflows.Hosts;

/// <summary>One answer over HTTP.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, string Text, Uri? Location)
{
    /// <summary>A value of the body as text. Null: not there.</summary>
    public string? this[string name] => Body.ValueKind == JsonValueKind.Object && Body.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>Names of the body's members, in order.</summary>
    public IReadOnlyList<string> Members => [.. Body.EnumerateObject().Select(p => p.Name)];

    /// <summary>The fields a 400 complains of.</summary>
    public IReadOnlyList<string> Faults => Body.TryGetProperty("errors", out var errors) ? [.. errors.EnumerateObject().Select(p => p.Name)] : [];

    public Answer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Text);
        return this;
    }

    /// <summary>A refusal as problem details of this status.</summary>
    public Answer ShouldRefuse(HttpStatusCode status)
    {
        ShouldBe(status);
        Body.GetProperty("status").GetInt32().ShouldBe((int)status, Text);
        Body.GetProperty("title").GetString().ShouldNotBeNullOrEmpty();
        Body.GetProperty("detail").GetString().ShouldNotBeNullOrEmpty();
        return this;
    }

    /// <summary>The same JSON, in whatever order its members come.</summary>
    public void ShouldSayTheSameAs(Answer other) => JsonElement.DeepEquals(Body, other.Body).ShouldBeTrue($"{Text} is not {other.Text}");

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        var isJson = response.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return new Answer(response.StatusCode, isJson ? JsonSerializer.Deserialize<JsonElement>(text) : default, text, response.Headers.Location);
    }
}
