using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary>Puts a backup in place of what is there, with a line of history for every intent that came or went.</summary>
internal sealed class GraphRestore(IGraphStore store, TimeProvider clock)
{
    /// <summary>Action of the history line of an intent that the backup brought.</summary>
    public const string Restored = "IntentRestored";

    /// <summary>Action of the history line of an intent that was there and is not in the backup.</summary>
    public const string Removed = "IntentRemoved";

    /// <summary>Replaces everything of the organization.</summary>
    /// <returns>How many intents went.</returns>
    public async Task<int> Run(Guid organization, Backup backup, string actor, CancellationToken cancel)
    {
        var before = (await store.ExportAsync(organization, cancel)).Intents.ToDictionary(intent => intent.IntentId);
        var kept = backup.Content.Intents.Select(intent => intent.IntentId).ToHashSet();
        var removed = before.Values.Where(intent => !kept.Contains(intent.IntentId)).ToList();
        var (at, reason) = (clock.GetUtcNow(), $"Backup of {backup.Timestamp:yyyy-MM-ddTHH:mm:ssZ} restored");

        StatusChange Line(StorableIntent intent, string action) => new()
        {
            IntentId = intent.IntentId,
            Version = intent.Version,
            Action = action,
            From = before.GetValueOrDefault(intent.IntentId)?.Status,
            To = intent.Status,
            Reason = reason,
            Actor = actor,
            At = at,
        };
        var record = new GraphChanges { History = [.. removed.Select(intent => Line(intent, Removed)), .. backup.Content.Intents.Select(intent => Line(intent, Restored))] };
        await store.ReplaceAsync(organization, backup.Content, record, cancel);
        return removed.Count;
    }
}
