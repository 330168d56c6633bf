namespace IntentEngine.Gateway.Routing;

/// <summary>Which service answers which paths. A service answers the same URL without the gateway.</summary>
internal static class ServiceRoutes
{
    /// <summary>The path below which contents are uploaded.</summary>
    public const string Uploads = "/api/artifacts";

    /// <summary>Service name and the paths it owns, each with everything below.</summary>
    public static IReadOnlyDictionary<string, string[]> Paths { get; } = new Dictionary<string, string[]>
    {
        ["workflows"] = ["/api/intent-workflows", "/api/organizations", "/api/articles", "/api/intent/audit", "/api/feature-flags"],
        ["intents"] = ["/api/intents", "/api/intent/pending", Uploads, "/api/intent-graph", "/api/action-queues", "/api/owners"],
        ["lineage"] = ["/api/executions", "/executions", "/api/artifact-index", "/api/v1"],
    };

    /// <summary>The instances of each service.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Uri>> Instances(ServiceAddresses addresses) => new Dictionary<string, IReadOnlyList<Uri>>
    {
        ["workflows"] = addresses.Workflows,
        ["intents"] = addresses.Intents,
        ["lineage"] = addresses.Lineage,
    };
}
