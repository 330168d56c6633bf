using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace IntentEngine.ProviderSimulator;

/// <summary>Reads and writes bodies as the wire formats want them, byte for byte.</summary>
internal static class WireBody
{
    private const long MaxBytes = 4 * 1024 * 1024;

    /// <summary>The request's JSON; null when it is none or too large.</summary>
    public static async Task<JsonNode?> Read(HttpContext http)
    {
        if (http.Request.ContentLength > MaxBytes) return null;
        try
        {
            return await JsonNode.ParseAsync(http.Request.Body, documentOptions: new() { MaxDepth = 64 }, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes a JSON answer that says it is simulated.</summary>
    public static Task Write(HttpContext http, int status, JsonObject body) => Write(http, status, "application/json", body.ToJsonString());

    /// <summary>Writes an answer of any type.</summary>
    public static async Task Write(HttpContext http, int status, string contentType, string body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType + "; charset=utf-8";
        http.Response.Headers["X-Simulator"] = "figures and texts are derived, not measured";
        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }
}
