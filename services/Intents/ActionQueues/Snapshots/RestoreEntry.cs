using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Creation;
using IntentEngine.Owners.Records;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary>A queue of a snapshot, checked, with its context as owner and token. Not a record: its text would show the token.</summary>
internal sealed class RestoreEntry
{
    private const int MostQueues = 1000;

    public required EnqueueWish Wish { get; init; }

    public required int Position { get; init; }

    public required DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The entries of a snapshot; notes the faults of those that cannot be restored.</summary>
    public static List<RestoreEntry> Read(Guid organizationId, string subject, SubjectSnapshot snapshot, Validation faults)
    {
        faults.Require(snapshot.Version is 1 or SubjectSnapshot.Current, "version", $"expected {SubjectSnapshot.Current}, or 1; came {snapshot.Version}.");
        faults.Require(snapshot.Subject is null || snapshot.Subject == subject, "subject", $"expected the subject of the address, '{subject}', or none; came another.");
        faults.Require(snapshot.Queues.Count <= MostQueues, "queues", $"expected at most {MostQueues}; came {snapshot.Queues.Count}.");
        var entries = new List<RestoreEntry>();
        for (var i = 0; i < snapshot.Queues.Count && faults.Passed; i++)
            if (Read(organizationId, subject, snapshot.Version, i, snapshot.Queues[i], faults) is { } entry) entries.Add(entry);
        faults.Require(entries.DistinctBy(entry => entry.Wish.QueueId).Count() == entries.Count, "queues", "expected each queue_id once.");
        return entries;
    }

    public ActionQueue Queue(DateTimeOffset now) => Wish.Begin(now) with { Position = Position, ExpiresAt = ExpiresAt ?? now + Wish.TimeToLive };

    private static RestoreEntry? Read(Guid organizationId, string subject, int version, int index, QueueSnapshot queue, Validation faults)
    {
        var field = $"queues[{index}]";
        var own = new Validation();
        EnqueueRules.Check(queue.Actions, own);
        foreach (var (name, fault) in own.Errors) faults.Require(false, $"{field}.{name}", fault[0]);
        faults.Require(queue.Position >= 0 && queue.Position < Math.Max(1, queue.Actions.Count), $"{field}.position", $"expected 0 to {queue.Actions.Count - 1}; came {queue.Position}.");
        faults.Require(queue.Priority is null || Enum.IsDefined(queue.Priority.Value), $"{field}.priority", "expected critical, high, normal or low.");
        faults.Require(version == 1 || queue.QueueId is not null, $"{field}.queue_id", "expected the id it was enqueued with; came none.");
        var rich = version == 1 ? RichContext.Read(queue.Context) : null;
        var (owner, token) = rich is null ? (Text(queue.Context, "owner"), Text(queue.Context, "token")) : (rich.Owner, CompletionToken.Create());
        faults.Require(owner is { Length: > 0 and <= 63 } && token is { Length: > 0 and <= NewIntentRules.LongestId }, $"{field}.context",
            version == 1 ? "expected {kind: work|need, …}, or owner and token; came neither." : "expected owner and token; came something else.");
        if (!faults.Passed) return null;
        return new RestoreEntry
        {
            Position = queue.Position,
            ExpiresAt = queue.ExpiresAt,
            Wish = new EnqueueWish
            {
                QueueId = queue.QueueId ?? NameBasedGuid.Create(organizationId, $"{subject}\n{index}\n{JsonSerializer.Serialize(queue, ContractJson.Options)}"),
                Subject = subject,
                Actions = queue.Actions,
                Priority = queue.Priority ?? ActionPriority.Normal,
                Owner = owner!,
                Token = token!,
                Reason = queue.Reason,
                Resumes = queue.ResumeIfInterrupted ?? false,
                TimeToLive = TimeSpan.FromSeconds(EnqueueRules.DefaultSeconds),
                Carried = rich?.Carried,
            },
        };
    }

    private static string? Text(JsonElement context, string name) =>
        context.ValueKind == JsonValueKind.Object && context.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
