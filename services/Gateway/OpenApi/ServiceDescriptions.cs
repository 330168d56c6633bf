using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Model;

namespace IntentEngine.Gateway.OpenApi;

/// <summary>Fetches the services' OpenAPI documents and keeps the merged one for a minute.</summary>
internal sealed partial class ServiceDescriptions(
    IProxyStateLookup state, IHttpClientFactory clients, TimeProvider clock, ILogger<ServiceDescriptions> logger) : IDisposable
{
    public const string ClientName = "descriptions";
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim turn = new(1);
    private (JsonObject Document, DateTimeOffset Until)? kept;

    /// <summary>The merged document; null when no service answered. One that lacks a service is not kept.</summary>
    public async Task<JsonObject?> GetAsync(AuthenticationHeaderValue? caller, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            if (kept is { } fresh && clock.GetUtcNow() < fresh.Until) return fresh.Document;
            var clusters = state.GetClusters().ToArray();
            var answers = await Task.WhenAll(clusters.Select(cluster => FetchAsync(cluster, caller, cancel)));
            var documents = answers.Where(a => a.Document is not null).ToDictionary(a => a.Service, a => a.Document!);
            if (documents.Count == 0) return null;
            var merged = MergedDescription.Of(documents);
            if (documents.Count == clusters.Length) kept = (merged, clock.GetUtcNow() + KeptFor);
            return merged;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<(string Service, JsonObject? Document)> FetchAsync(ClusterState cluster, AuthenticationHeaderValue? caller, CancellationToken cancel)
    {
        if (cluster.DestinationsState.AvailableDestinations is not [{ Model.Config.Address: var address }, ..]) return (cluster.ClusterId, null);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(new Uri(address), "/openapi/v1.json"));
            request.Headers.Authorization = caller;
            using var answer = await clients.CreateClient(ClientName).SendAsync(request, cancel);
            answer.EnsureSuccessStatusCode();
            return (cluster.ClusterId, JsonNode.Parse(await answer.Content.ReadAsStringAsync(cancel)) as JsonObject);
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            LogMissing(logger, failure, cluster.ClusterId);
            return (cluster.ClusterId, null);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The OpenAPI document of {Service} cannot be had")]
    private static partial void LogMissing(ILogger logger, Exception failure, string service);
}
