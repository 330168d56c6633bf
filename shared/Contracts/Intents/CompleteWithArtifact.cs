using System.Text.Json;
using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to Intents: the work is done and this artifact came of it. It is registered first; when that is refused, the intent fails with the reason.</summary>
/// <remarks>Repeats change nothing. An artifact of the same id that was registered before and can be used counts as this one: the same work on the same content makes nothing twice.</remarks>
[EntityName("intents.complete-with-artifact.v1")]
[MessageUrn("intents:complete-with-artifact:v1")]
public sealed record CompleteWithArtifact
{
    /// <summary>The queue it is sent to.</summary>
    public const string Queue = CreateIntent.Queue;

    /// <summary>Whose intent it is.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>The execution that did it; must be the one that claimed.</summary>
    public required string ExecutionId { get; init; }

    /// <summary>What came of it. Its content must be in the content store already.</summary>
    public required RegisterArtifact Artifact { get; init; }

    /// <summary>The name under which the artifact's id stands in the intent's result, e.g. <c>parsed_artifact_id</c>.</summary>
    public required string ResultName { get; init; }

    /// <summary>What else the result says, a JSON object. Null: nothing.</summary>
    public JsonElement? Result { get; init; }
}
