using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>What every change of the registry has in common, whether it came over HTTP or as a message.</summary>
internal sealed record ArtifactRequest
{
    /// <summary>Whose artifact it must be.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The artifact.</summary>
    public required string ArtifactId { get; init; }

    /// <summary>Who asks.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Consumer and message, which together have an effect once. Null: not a message.</summary>
    public (string Consumer, Guid MessageId)? Once { get; init; }

    /// <summary>Makes the answer to store under the request's idempotency key. Null: there is no key.</summary>
    public Func<Artifact, StoredReply>? Remember { get; init; }

    /// <summary>The request of a command that was accepted.</summary>
    public static ArtifactRequest Of(ChangeRequest command) => new()
    {
        OrganizationId = command.OrganizationId,
        ArtifactId = command.IntentId,
        Actor = command.Actor,
        Once = command.Once,
    };
}
