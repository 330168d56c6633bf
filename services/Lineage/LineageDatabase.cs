using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Outbox;

namespace IntentEngine.Lineage;

/// <summary>The Lineage service's own database: executions, their events, the artifact index and its edges.</summary>
public sealed class LineageDatabase(DatabaseOptions options, OutboxDispatcher dispatcher, TimeProvider clock)
    : ServiceDatabase("lineage", options, dispatcher, clock);
