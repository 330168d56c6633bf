namespace IntentEngine.Gateway.Routing;

/// <summary>Which service answers which paths. A service answers the same URL without the gateway.</summary>
internal static class ServiceRoutes
{
    /// <summary>The path below which contents are uploaded.</summary>
    public const string Uploads = "/api/artifacts";

    /// <summary>Where a backup of an intent graph is restored; below a path of the same service, with a limit of its own.</summary>
    public const string GraphRestore = "/api/intent-graph/restore";

    /// <summary>Where a subgraph is merged into an intent graph; as large as a backup may be.</summary>
    public const string SubgraphRestore = "/api/intent-graph/subgraphs/restore";

    /// <summary>Where OpenLineage clients send events, one or a list; larger than other requests.</summary>
    public const string OpenLineage = "/api/v1/lineage";

    /// <summary>Service name and the paths it owns, each with everything below.</summary>
    public static IReadOnlyDictionary<string, string[]> Paths { get; } = new Dictionary<string, string[]>
    {
        ["workflows"] = ["/api/intent-workflows", "/api/organizations", "/api/articles", "/api/intent/audit", "/api/feature-flags"],
        ["intents"] = ["/api/intents", "/api/intent/pending", Uploads, "/api/intent-graph", GraphRestore, SubgraphRestore, "/api/action-queues", "/api/owners"],
        ["lineage"] = ["/api/executions", "/executions", "/api/artifact-index", "/api/reflection", "/api/admin/lineage", "/api/v1", OpenLineage],
    };

    /// <summary>Paths, also below those above, where a service may be silent for long and still be well: whole graphs are read or written, and workers wait for work.</summary>
    public static IReadOnlyDictionary<string, string[]> Patient { get; } = new Dictionary<string, string[]>
    {
        ["intents"] = [GraphRestore, SubgraphRestore, "/api/intent-graph/backup", "/api/intent-graph/audit", "/api/intents/claim"],
    };

    /// <summary>The instances of each service.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Uri>> Instances(ServiceAddresses addresses) => new Dictionary<string, IReadOnlyList<Uri>>
    {
        ["workflows"] = addresses.Workflows,
        ["intents"] = addresses.Intents,
        ["lineage"] = addresses.Lineage,
    };
}
