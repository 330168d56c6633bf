using IntentEngine.Intents.Lifecycle;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Log;

/// <summary>What every change has in common, whether it came over HTTP or as a message.</summary>
internal sealed record ChangeRequest
{
    /// <summary>Whose intent it must be.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>Who asks.</summary>
    public required Actor Actor { get; init; }

    /// <summary>Consumer and message, which together have an effect once. Null: not a message.</summary>
    public (string Consumer, Guid MessageId)? Once { get; init; }

    /// <summary>Tells the asker what became of it, in the transaction that decides. Null: nobody waits for that. An intent that does not exist is for the caller to tell.</summary>
    public Action<UnitOfWork, ChangeResult>? Tell { get; init; }

    /// <summary>Makes the answer to store under the request's idempotency key. Null: there is no key.</summary>
    public Func<Intent, StoredReply>? Remember { get; init; }
}
