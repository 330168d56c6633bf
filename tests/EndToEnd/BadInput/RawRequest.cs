using System.Net.Http.Headers;
using System.Text;
using IntentEngine.EndToEnd.Driving;

namespace IntentEngine.EndToEnd.BadInput;

/// <summary>A request as its bytes say, with nothing put right on the way.</summary>
internal sealed record RawRequest(string What, ApiOperation Operation, string Path)
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>Its bearer token. Null: none.</summary>
    public string? Token { get; init; }

    /// <summary>Its body. Null: none.</summary>
    public string? Body { get; init; }

    /// <summary>Content type of the body.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>Its idempotency key. Null: none.</summary>
    public string? Key { get; init; }

    /// <summary>Statuses that are right.</summary>
    public required IReadOnlyList<int> Expected { get; init; }

    /// <summary>What a refusal has to name. Null: nothing particular.</summary>
    public string? Mentioned { get; init; }

    /// <summary>Sends it.</summary>
    /// <returns>What is wrong with the answer. Null: it is right.</returns>
    public async Task<string?> Fault(Uri engine)
    {
        using var request = new HttpRequestMessage(Operation.Method, new Uri(engine, Path));
        if (Token is not null) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        if (Key is not null) request.Headers.TryAddWithoutValidation("Idempotency-Key", Key);
        if (Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(ContentType);
        }

        using var answer = await Http.SendAsync(request);
        var got = new Answer((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, await answer.Content.ReadAsStringAsync());
        if (!Expected.Contains(got.Status)) return $"{What}: {Operation} ({Path}) answered {got.Status}, expected {string.Join(" or ", Expected)}: {Shown(got.Body)}; sent: {Shown(Body ?? "-")}";
        if (got.Status < 400) return null;
        if (Mentioned is not null && !got.Body.Contains(Mentioned, StringComparison.Ordinal)) return $"{What}: {Operation} answered {got.Status} without a word of {Mentioned}: {Shown(got.Body)}; sent: {Shown(Body ?? "-")}";
        if (got.MediaType != "application/problem+json") return $"{What}: {Operation} answered {got.Status} as {got.MediaType}, not as problem details: {Shown(got.Body)}";
        return got.Json.GetProperty("status").GetInt32() == got.Status ? null : $"{What}: {Operation} answered {got.Status} but its body says {got.Json.GetProperty("status")}";
    }

    private static string Shown(string text) => text.Length <= 300 ? text : text[..300] + "…";
}
