using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.ActionQueues.Http;

/// <summary>An answer as it is stored under an idempotency key.</summary>
/// <param name="Status">HTTP status, 2xx.</param>
/// <param name="Body">What is written as JSON.</param>
internal sealed record StoredReplyParts(int Status, object Body)
{
    public StoredReply Store(IdempotencyFeature key) => StoredReplies.Of(key, Status, Body);
}
