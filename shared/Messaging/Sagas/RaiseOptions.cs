using IntentEngine.Messaging.Database;

namespace IntentEngine.Messaging.Sagas;

/// <summary>Circumstances of one raised event.</summary>
public sealed record RaiseOptions
{
    /// <summary>The consumer and message that brought the event; a second delivery then changes nothing. Null: it came by HTTP.</summary>
    public (string Consumer, Guid MessageId)? Once { get; init; }

    /// <summary>Reads the saga from the database even when a copy is in memory: for people, whose refusals must not rest on a stale copy.</summary>
    public bool Fresh { get; init; }

    /// <summary>Turns the reply into the answer stored under the request's idempotency key. Null result: nothing is stored (refusals are judged anew).</summary>
    public Func<object?, StoredReply?>? Remember { get; init; }
}
