using System.Text.Json;

namespace IntentEngine.Owners.Records;

/// <summary>The records of one owner in one organization. Every token is used up once, whoever asks and however many ask at once.</summary>
/// <remarks>Implementations pass one conformance suite; all are safe to use from many threads, unless bound to a transaction.</remarks>
public interface IExecutionRecords
{
    /// <summary>Remembers <paramref name="payload"/> under a new token.</summary>
    /// <param name="subject">Whom the work is for, 1 to 200 characters.</param>
    /// <param name="payload">The owner's data.</param>
    /// <param name="timeToLive">How long the token is good, more than zero. Null: until it is consumed or removed.</param>
    /// <param name="cancel">Stops waiting for the store.</param>
    /// <returns>The token to enqueue the work with.</returns>
    Task<string> RegisterAsync(string subject, JsonElement payload, TimeSpan? timeToLive = null, CancellationToken cancel = default);

    /// <summary>Remembers the same work again after <paramref name="ended"/> was consumed: a new token, one attempt more (spec semantics §4.3.7).</summary>
    Task<string> RetryAsync(ExecutionRecord ended, TimeSpan? timeToLive = null, CancellationToken cancel = default);

    /// <summary>Takes over a record under the token it already has: from a snapshot, or from a queue's old rich context.</summary>
    /// <returns>False: there is a record with this token; it stays as it is.</returns>
    Task<bool> AdoptAsync(ExecutionRecord record, CancellationToken cancel = default);

    /// <summary>Uses up a token.</summary>
    /// <returns>Its record, to exactly one caller; null when the token is unknown, used, expired or another owner's: then nothing is to be done.</returns>
    Task<ExecutionRecord?> ConsumeAsync(string token, CancellationToken cancel = default);

    /// <summary>Forgets all records of a subject, as unassign and reset demand (spec semantics §4.3.9).</summary>
    /// <returns>How many there were.</returns>
    Task<int> RemoveAllAsync(string subject, CancellationToken cancel = default);

    /// <summary>Takes out records whose time has run out, oldest first, each to exactly one caller, who treats them as expired.</summary>
    /// <param name="most">How many at once, 1 or more.</param>
    /// <param name="cancel">Stops waiting for the store.</param>
    Task<IReadOnlyList<ExecutionRecord>> ExpireAsync(int most = 100, CancellationToken cancel = default);

    /// <summary>All records, oldest first: for a snapshot, and to look for leaks.</summary>
    Task<IReadOnlyList<ExecutionRecord>> ListAsync(CancellationToken cancel = default);
}
