using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Owners;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>Turns effects into messages: owners get owner, token and reason and nothing else; workers get the action.</summary>
internal static class EffectMail
{
    public static void Add(UnitOfWork unit, Effect effect, OwnerDirectory owners)
    {
        switch (effect)
        {
            case Effect.Ended(var queue):
                Tell(unit, owners, queue);
                break;
            case Effect.Ready(var queue):
                unit.Announce(new ActionReady { OrganizationId = unit.OrganizationId, Subject = queue.Subject, QueueId = queue.QueueId, Position = queue.Position, Action = queue.Action });
                break;
            case Effect.Claimed({ Claim: { } claim } queue):
                unit.Announce(new ActionClaimed
                {
                    OrganizationId = unit.OrganizationId,
                    Subject = queue.Subject,
                    QueueId = queue.QueueId,
                    Position = queue.Position,
                    Action = queue.Action,
                    Worker = claim.Worker,
                    ExecutionId = claim.ExecutionId,
                    LeaseUntil = claim.LeaseUntil,
                });
                break;
            case Effect.Adopted(var queue, var record):
                OwnerMail.Add(unit, owners, queue.Owner, queue.QueueId, "adopted",
                    new AdoptExecution { OrganizationId = unit.OrganizationId, Owner = queue.Owner, Token = queue.Token, Subject = queue.Subject, Record = record });
                break;
        }
    }

    private static void Tell(UnitOfWork unit, OwnerDirectory owners, ActionQueue queue)
    {
        var (organization, owner, token, reason) = (unit.OrganizationId, queue.Owner, queue.Token, queue.Outcome ?? "");
        switch (queue.Status)
        {
            case QueueStatus.Completed:
                OwnerMail.Add(unit, owners, owner, queue.QueueId, "outcome", new QueueCompleted { OrganizationId = organization, Owner = owner, Token = token });
                break;
            case QueueStatus.Failed:
                OwnerMail.Add(unit, owners, owner, queue.QueueId, "outcome", new QueueFailed { OrganizationId = organization, Owner = owner, Token = token, Reason = reason });
                break;
            case QueueStatus.Rejected:
                OwnerMail.Add(unit, owners, owner, queue.QueueId, "outcome", new QueueRejected { OrganizationId = organization, Owner = owner, Token = token, Reason = reason });
                break;
            case QueueStatus.Expired:
                OwnerMail.Add(unit, owners, owner, queue.QueueId, "outcome", new QueueExpired { OrganizationId = organization, Owner = owner, Token = token, Reason = reason });
                break;
            default:
                throw new InvalidOperationException($"{queue} has not ended.");
        }
    }
}
