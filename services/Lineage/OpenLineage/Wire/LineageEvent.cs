using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage.Wire;

/// <summary>An event that was read and found whole.</summary>
internal sealed record LineageEvent
{
    public required EventKind Kind { get; init; }

    /// <summary>Upper case; null: none was sent.</summary>
    public string? Type { get; init; }

    /// <summary>UTC, microseconds.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>SHA-256 of the canonical body.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>The canonical body.</summary>
    public required string Body { get; init; }

    public required string Producer { get; init; }

    /// <summary>A UUID; null unless it is a run event.</summary>
    public string? RunId { get; init; }

    /// <summary>As it was sent.</summary>
    public string? SentRunId { get; init; }

    /// <summary>Null for dataset events.</summary>
    public NodeName? Job { get; init; }

    public IReadOnlyDictionary<string, JsonElement> RunFacets { get; init; } = new Dictionary<string, JsonElement>();

    public IReadOnlyDictionary<string, JsonElement> JobFacets { get; init; } = new Dictionary<string, JsonElement>();

    public RunLink? Parent { get; init; }

    public RunLink? Root { get; init; }

    public IReadOnlyList<DatasetLink> Inputs { get; init; } = [];

    public IReadOnlyList<DatasetLink> Outputs { get; init; } = [];

    /// <summary>Whether the job says of itself that it is a streaming one (JobTypeJobFacet).</summary>
    public bool IsStreaming =>
        JobFacets.TryGetValue("jobType", out var type) && type.ValueKind == JsonValueKind.Object && type.TryGetProperty("processingType", out var kind)
        && kind.ValueKind == JsonValueKind.String && string.Equals(kind.GetString(), "STREAMING", StringComparison.OrdinalIgnoreCase);

    /// <summary>What a dataset event is about.</summary>
    public DatasetLink? Dataset { get; init; }

    /// <summary>A run named by a facet.</summary>
    /// <param name="RunId">A UUID.</param>
    /// <param name="Job">Its job, if named.</param>
    public sealed record RunLink(string RunId, NodeName? Job);

    /// <summary>A dataset named by an event.</summary>
    /// <param name="Name">Which.</param>
    /// <param name="Facets">About the dataset.</param>
    /// <param name="UseFacets">About its use by the run: <c>inputFacets</c> or <c>outputFacets</c>.</param>
    public sealed record DatasetLink(NodeName Name, IReadOnlyDictionary<string, JsonElement> Facets, IReadOnlyDictionary<string, JsonElement> UseFacets);
}
