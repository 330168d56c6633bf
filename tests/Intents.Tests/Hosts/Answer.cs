using System.Net;
using System.Text.Json;

namespace IntentEngine.Intents.Hosts;

/// <summary>One answer over HTTP.</summary>
public sealed record Answer(HttpStatusCode Status, JsonElement Body, Uri? Location)
{
    /// <summary>A text of the body.</summary>
    public string? this[string name] => Body.TryGetProperty(name, out var value) ? value.ToString() : null;

    /// <summary>The intents of a list or a claim.</summary>
    public IReadOnlyList<JsonElement> Intents => [.. Body.GetProperty("intents").EnumerateArray()];

    /// <summary>Their ids.</summary>
    public IReadOnlyList<string> Ids => [.. Intents.Select(i => i.GetProperty("intent_id").GetString()!)];

    /// <summary>The fields a 400 complains of.</summary>
    public IEnumerable<string> Faults => Body.GetProperty("errors").EnumerateObject().Select(p => p.Name);

    public Answer ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Body.ToString());
        return this;
    }

    public static async Task<Answer> Of(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return new Answer(response.StatusCode, text.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(text), response.Headers.Location);
    }
}
