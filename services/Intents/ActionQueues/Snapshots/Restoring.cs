using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary>Decides how a snapshot is put back. An enqueue that has ended stays ended: its owner was told, and is told once.</summary>
internal static class Restoring
{
    public static Submission Submission(Guid organizationId, string subject, IReadOnlyList<RestoreEntry> entries) => new()
    {
        OrganizationId = organizationId,
        Subject = subject,
        QueueIds = [.. entries.Select(entry => entry.Wish.QueueId)],
        Tokens = [.. entries.Select(entry => entry.Wish.Token)],
        Decide = (state, around, now) => Decide(entries, state, around, now),
    };

    private static CommandResult Decide(IReadOnlyList<RestoreEntry> entries, SubjectState subject, Surroundings around, DateTimeOffset now)
    {
        foreach (var wish in entries.Select(entry => entry.Wish))
        {
            if (around.Owners.Find(wish.Owner) is null) return new CommandResult.Impossible($"Expected registered owners; '{wish.Owner}' of queue '{wish.QueueId}' is none. Register it with PUT /api/owners/{{name}} first.");
            if (around.Find(wish.QueueId) is { } known && !wish.IsSameAs(known)) return new CommandResult.Refused($"Queue '{wish.QueueId}' exists for another subject, owner or token.");
            if (around.Find(wish.Owner, wish.Token) is { } other && other.QueueId != wish.QueueId) return new CommandResult.Refused($"The token of queue '{wish.QueueId}' belongs to another enqueue.");
        }

        subject.Drop(subject.Live.Where(live => entries.All(entry => entry.Wish.QueueId != live.QueueId)), Outcomes.Restored, now);
        var restored = new List<ActionQueue>();
        foreach (var entry in entries)
        {
            var known = around.Find(entry.Wish.QueueId);
            if (known is { IsLive: false }) continue;
            var queue = entry.Queue(now);
            // The token it has stays: that of a translated context would be another each time.
            if (known is not null) queue = queue with { Token = known.Token, Actions = known.Actions, Count = known.Count, CreatedAt = known.CreatedAt, Priority = known.Priority, Reason = known.Reason, Resumes = known.Resumes };
            queue = subject.Restore(queue with { Position = Math.Min(queue.Position, queue.Count - 1) });
            if (known is null && entry.Wish.Carried is { } carried) subject.Adopt(queue, carried);
            restored.Add(queue);
        }

        subject.GoOn(now);
        return new CommandResult.Done([.. restored.Select(queue => subject.Live.Single(live => live.QueueId == queue.QueueId))]);
    }
}
