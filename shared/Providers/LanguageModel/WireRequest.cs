using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace IntentEngine.Providers.LanguageModel;

/// <summary>A JSON request with a bearer token.</summary>
internal static class WireRequest
{
    /// <summary>POST to a path below the base URL; no token when the key is empty.</summary>
    public static HttpRequestMessage Post(string path, JsonObject body, string apiKey) => new(HttpMethod.Post, path)
    {
        Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"),
        Headers = { Authorization = apiKey.Length > 0 ? new AuthenticationHeaderValue("Bearer", apiKey) : null },
    };
}
