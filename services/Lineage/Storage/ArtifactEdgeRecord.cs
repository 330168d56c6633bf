namespace IntentEngine.Lineage.Storage;

/// <summary>A row of <c>artifact_edge</c>, for reading; facts alone write it.</summary>
internal sealed class ArtifactEdgeRecord
{
    public Guid OrganizationId { get; init; }

    public required string Child { get; init; }

    public required string Parent { get; init; }

    /// <summary>Place among the child's parents, from 1.</summary>
    public int Position { get; init; }
}
