using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Changes;

/// <summary>A change as it was decided on what was read, and what to answer once it is written. Null changes: there is nothing to write.</summary>
internal sealed record Planned<T>(T Result, GraphChanges? Changes);
