using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Intents;

/// <summary>The Intents service's own database: intents, their audit log, inbox and outbox.</summary>
public sealed class IntentsDatabase(DatabaseOptions options, OutboxDispatcher dispatcher, TimeProvider clock) : ServiceDatabase("intents", options, dispatcher, clock)
{
    /// <inheritdoc/>
    public override bool PublishesDirectly => true;
}
