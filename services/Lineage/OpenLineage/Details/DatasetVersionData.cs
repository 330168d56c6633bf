using System.Text.Json;
using IntentEngine.Lineage.OpenLineage.Graph;

namespace IntentEngine.Lineage.OpenLineage.Details;

/// <summary>What one run wrote into a dataset, as Marquez shows it; times are UTC. Columns and facets are those that this run told.</summary>
internal sealed record DatasetVersionData
{
    public required VersionData Id { get; init; }

    public string Type { get; init; } = "DB_TABLE";

    public required string Name { get; init; }

    public required string PhysicalName { get; init; }

    /// <summary>When the run ended, else its newest event.</summary>
    public required DateTime CreatedAt { get; init; }

    public required Guid Version { get; init; }

    public required string Namespace { get; init; }

    public required string SourceName { get; init; }

    public required IReadOnlyList<FieldData> Fields { get; init; }

    /// <summary>Always empty: nobody tags datasets here.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? LifecycleState { get; init; }

    public string? Description { get; init; }

    /// <summary>Always null: versions of schemas have no ids here.</summary>
    public Guid? CurrentSchemaVersion { get; init; }

    public RunData? CreatedByRun { get; init; }

    public required IReadOnlyDictionary<string, JsonElement> Facets { get; init; }
}
