using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to Intents: an artifact exists. Repeating it is safe: the same id with the same type, parents and content is the same artifact.</summary>
/// <remarks>The parents must be registered; a message that overtook its parent's waits a moment for it and is then parked. A content in the content store must be written first.</remarks>
[EntityName("artifacts.register.v1")]
[MessageUrn("artifacts:register:v1")]
public sealed record RegisterArtifact
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = "artifacts";

    /// <summary>Whose artifact it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Id chosen by the sender: 1 to 200 letters, digits, '.', '_', ':', '@' or '-', the first a letter or digit.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>What it is, snake_case, e.g. <c>file</c> or <c>parsed_content</c>.</summary>
    public required string ArtifactType { get; init; }

    /// <summary>How it begins: <see cref="ArtifactState.Pending"/> or <see cref="ArtifactState.Ready"/>.</summary>
    public required ArtifactState LifecycleState { get; init; }

    /// <summary>The artifacts it was derived from, first parent first, at most 100; empty for a source.</summary>
    public IReadOnlyList<string> ParentArtifacts { get; init; } = [];

    /// <summary>What made it. Null: a person brought it.</summary>
    public ArtifactProducer? ProducedBy { get; init; }

    /// <summary>What kind of derivation made it, e.g. <c>parse_content</c>.</summary>
    public required string DerivationIntent { get; init; }

    /// <summary>The execution that made it.</summary>
    public required string DerivationRunId { get; init; }

    /// <summary>The workflow it belongs to. Null: the intent of <see cref="ProducedBy"/>.</summary>
    public string? RunId { get; init; }

    /// <summary>Correlation of the executions it belongs to.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Subject that wants it, or the name of the service.</summary>
    public required string CreatedBy { get; init; }

    /// <summary>What it contains: schema, counts and the like, a JSON object of at most 64 KiB; nothing about storage.</summary>
    public JsonElement? SemanticDescriptor { get; init; }

    /// <summary>Name for people, at most 255 characters. Null: lists show the type.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The forms its bytes are kept in, at most 20; the first is the one read by default.</summary>
    public IReadOnlyList<ArtifactMaterialization> Materializations { get; init; } = [];
}

/// <summary>Command to Intents: an artifact moves on in its life. Repeats change nothing; what comes when the artifact is elsewhere is ignored.</summary>
[EntityName("artifacts.change-state.v1")]
[MessageUrn("artifacts:change-state:v1")]
public sealed record ChangeArtifactState
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = RegisterArtifact.Queue;

    /// <summary>Whose artifact it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>The state the sender knows it in.</summary>
    public required ArtifactState ExpectedState { get; init; }

    /// <summary>The state it shall have.</summary>
    public required ArtifactState State { get; init; }

    /// <summary>Who wants it: a subject or the name of a service.</summary>
    public required string ChangedBy { get; init; }

    /// <summary>Why, for people; at most 2000 characters.</summary>
    public string? Reason { get; init; }
}
