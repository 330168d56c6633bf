using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>An organization's graph at one time, as it leaves and comes back (spec semantics §1.6).</summary>
/// <param name="Timestamp">When it was taken; whole seconds in the file.</param>
/// <param name="Content">Everything in it.</param>
/// <param name="Manifest">Null: a file of format 1.0.</param>
internal sealed record Backup(DateTimeOffset Timestamp, GraphContent Content, BackupManifest? Manifest);
