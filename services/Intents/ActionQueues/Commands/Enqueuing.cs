using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Owners.Records;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Turns a checked command into a wish, and decides on it.</summary>
internal static class Enqueuing
{
    /// <summary>The wish; an old rich context gets its owner and a new token.</summary>
    /// <param name="command">Passed <see cref="EnqueueRules"/>.</param>
    /// <param name="queueId">Its id when it names none.</param>
    public static EnqueueWish Wish(EnqueueActions command, Guid queueId)
    {
        var rich = EnqueueRules.IsRich(command) ? RichContext.Read(command.Context!.Value) : null;
        return new EnqueueWish
        {
            QueueId = command.QueueId ?? queueId,
            Subject = command.Subject,
            Actions = command.Actions,
            Priority = command.Priority ?? ActionPriority.Normal,
            Owner = rich?.Owner ?? command.Owner!,
            Token = rich is null ? command.CompletionToken! : CompletionToken.Create(),
            Reason = command.Reason,
            RejectIfBusy = command.RejectIfBusy ?? false,
            Resumes = command.ResumeIfInterrupted ?? false,
            TimeToLive = TimeSpan.FromSeconds(command.TimeToLiveSeconds ?? EnqueueRules.DefaultSeconds),
            Carried = rich?.Carried,
        };
    }

    /// <summary>The command for the subject's lane.</summary>
    public static Submission Submission(Guid organizationId, EnqueueWish wish) => new()
    {
        OrganizationId = organizationId,
        Subject = wish.Subject,
        QueueIds = [wish.QueueId],
        Tokens = [wish.Token],
        Decide = (subject, around, now) => Decide(wish, subject, around, now),
    };

    private static CommandResult Decide(EnqueueWish wish, SubjectState subject, Surroundings around, DateTimeOffset now)
    {
        if (around.Find(wish.QueueId) is { } existing)
            return wish.IsSameAs(existing)
                ? new CommandResult.Done(existing, repeated: true)
                : new CommandResult.Refused($"Queue '{wish.QueueId}' exists for another subject, owner or token; choose another queue_id.");
        if (around.Owners.Find(wish.Owner) is null)
            return new CommandResult.Impossible(
                $"Expected a registered owner ({string.Join(", ", around.Owners.All.Select(owner => owner.Name))}); came '{Shown(wish.Owner)}', whom nobody could tell the outcome. Register it with PUT /api/owners/{{name}}.");
        if (around.Find(wish.Owner, wish.Token) is not null)
            return new CommandResult.Refused($"This completion_token of '{wish.Owner}' was enqueued before; a token is good once. Register the work again for a new one.");

        var queue = subject.Enqueue(wish.Begin(now), wish.RejectIfBusy, now);
        if (wish.Carried is { } carried) subject.Adopt(queue, carried);
        around.Note(queue);
        return new CommandResult.Done(queue);
    }

    private static string Shown(string name) => new([.. name.Where(c => !char.IsControl(c)).Take(63)]);
}
