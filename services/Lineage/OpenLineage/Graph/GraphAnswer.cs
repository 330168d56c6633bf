using System.Text.Json;

namespace IntentEngine.Lineage.OpenLineage.Graph;

/// <summary>A graph as Marquez 0.51 writes it.</summary>
/// <param name="Graph">Nodes, by id.</param>
internal sealed record GraphAnswer(IReadOnlyList<GraphAnswer.Node> Graph)
{
    /// <summary>A job or a dataset.</summary>
    /// <param name="Id"><c>job:namespace:name</c> or <c>dataset:namespace:name</c>.</param>
    /// <param name="Type"><c>JOB</c> or <c>DATASET</c>.</param>
    /// <param name="Data">A <see cref="JobData"/> or <see cref="DatasetData"/>.</param>
    /// <param name="InEdges">Edges that end here, ordered.</param>
    /// <param name="OutEdges">Edges that begin here, ordered.</param>
    internal sealed record Node(string Id, string Type, object Data, IReadOnlyList<Edge> InEdges, IReadOnlyList<Edge> OutEdges);

    /// <summary>From one node to another.</summary>
    internal sealed record Edge(string Origin, string Destination);
}

/// <summary>Namespace and name.</summary>
internal sealed record NameData(string Namespace, string Name)
{
    public static NameData Of(NodeName name) => new(name.Namespace, name.Name);
}

/// <summary>A name and which version of it.</summary>
internal sealed record VersionData(string Namespace, string Name, Guid Version);

/// <summary>A job as Marquez shows it in a graph; times are UTC.</summary>
internal record JobData
{
    public required NameData Id { get; init; }

    /// <summary><c>BATCH</c> or <c>STREAM</c>.</summary>
    public required string Type { get; init; }

    public required string Name { get; init; }

    /// <summary>Without the parent's name before it.</summary>
    public required string SimpleName { get; init; }

    public string? ParentJobName { get; init; }

    public Guid? ParentJobUuid { get; init; }

    public string? CurrentRunUuid { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required string Namespace { get; init; }

    public IReadOnlyList<NameData> Inputs { get; init; } = [];

    public IReadOnlyList<NameData> Outputs { get; init; } = [];

    public string? Location { get; init; }

    public string? Description { get; init; }

    public RunData? LatestRun { get; init; }
}

/// <summary>A dataset as Marquez shows it in a graph; times are UTC.</summary>
internal record DatasetData
{
    public required NameData Id { get; init; }

    public string Type { get; init; } = "DB_TABLE";

    public required string Name { get; init; }

    public required string PhysicalName { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public required string Namespace { get; init; }

    public required string SourceName { get; init; }

    public required IReadOnlyList<FieldData> Fields { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTime? LastModifiedAt { get; init; }

    public string? Description { get; init; }

    public string? LastLifecycleState { get; init; }
}

/// <summary>A column.</summary>
internal sealed record FieldData(string Name, string? Type, IReadOnlyList<string> Tags, string? Description);

/// <summary>A run as Marquez shows it; times are UTC.</summary>
internal sealed record RunData
{
    public required string Id { get; init; }

    public required DateTime CreatedAt { get; init; }

    public required DateTime UpdatedAt { get; init; }

    public DateTime? NominalStartTime { get; init; }

    public DateTime? NominalEndTime { get; init; }

    /// <summary><c>NEW</c>, <c>RUNNING</c>, <c>COMPLETED</c>, <c>FAILED</c> or <c>ABORTED</c>.</summary>
    public required string State { get; init; }

    public DateTime? StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public long? DurationMs { get; init; }

    /// <summary>What the run was started with, as far as its facets say: nominal times, and the parent's run id, name and namespace.</summary>
    public IReadOnlyDictionary<string, string> Args { get; init; } = new Dictionary<string, string>();

    public VersionData? JobVersion { get; init; }

    public IReadOnlyList<UsedVersionData> InputDatasetVersions { get; init; } = [];

    public IReadOnlyList<UsedVersionData> OutputDatasetVersions { get; init; } = [];

    public required IReadOnlyDictionary<string, JsonElement> Facets { get; init; }
}

/// <summary>A version of a dataset that a run read or wrote.</summary>
internal sealed record UsedVersionData(VersionData DatasetVersionId, IReadOnlyDictionary<string, JsonElement> Facets);
