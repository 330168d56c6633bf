using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Changes;

/// <summary>Keeps the answer of a request under its idempotency key, where the backend cannot keep it with the change itself.</summary>
internal delegate Task KeepReply(Guid organization, StoredReply reply);
