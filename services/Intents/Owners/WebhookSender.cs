using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Providers.Outbound;

namespace IntentEngine.Intents.Owners;

/// <summary>Sends one signed request. It follows no redirect, reads no answer, and connects to public addresses only (unless development says otherwise).</summary>
internal sealed class WebhookSender : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeProvider _clock;
    private readonly OwnerSecrets _secrets;

    public WebhookSender(OwnerSettings settings, OwnerSecrets secrets, TimeProvider clock)
    {
        var handler = settings.AllowPrivateWebhooks ? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false } : PublicHttpHandler.Create();
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(2);
        handler.MaxConnectionsPerServer = 16;
        _http = new HttpClient(handler) { Timeout = settings.WebhookTimeout };
        (_secrets, _clock) = (secrets, clock);
    }

    /// <summary>Sends.</summary>
    /// <returns>Null when the owner accepted it with a 2xx; else why not, for the log: never anything the other side wrote.</returns>
    public async Task<string?> Send(RegisteredOwner owner, DeliverToOwner delivery, CancellationToken cancel)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(delivery.Body);
        var now = _clock.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, owner.Url) { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("IntentEngine", "1"));
        request.Headers.Add(WebhookSignature.TimestampHeader, now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.EventIdHeader, delivery.EventId.ToString("D"));
        request.Headers.Add(WebhookSignature.EventTypeHeader, delivery.EventType);
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(_secrets.Reveal(owner.Secret!, delivery.OrganizationId, owner.Name), now, delivery.EventId, body));
        try
        {
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
            return answer.IsSuccessStatusCode ? null : $"status {(int)answer.StatusCode}";
        }
        catch (HttpRequestException failure)
        {
            return failure.InnerException is BlockedAddressException blocked ? blocked.Message : failure.HttpRequestError.ToString();
        }
        catch (TaskCanceledException) when (!cancel.IsCancellationRequested)
        {
            return $"no answer within {_http.Timeout.TotalSeconds:0.#} s";
        }
    }

    public void Dispose() => _http.Dispose();
}
