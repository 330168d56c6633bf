using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Workflows;

/// <summary>The Workflows service's own database.</summary>
public sealed class WorkflowsDatabase(DatabaseOptions options, OutboxDispatcher dispatcher, TimeProvider clock)
    : ServiceDatabase("workflows", options, dispatcher, clock);
