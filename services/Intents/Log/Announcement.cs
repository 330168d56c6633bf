using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Log;

/// <summary>What others are told of an intent's state, in the transaction that brings it about or when somebody asks again.</summary>
internal static class Announcement
{
    /// <summary>Waiting: who can, claims it. Claimed: the winner works. Ended: everybody may know; its owner is told apart from this (<see cref="IntentLog.Tell"/>).</summary>
    public static void Add(UnitOfWork unit, Intent intent)
    {
        switch (intent.Status)
        {
            // What may not start yet is announced when its time has come.
            case IntentStatus.Pending when intent.WaitsUntil is null:
                unit.Publish(new IntentReady { OrganizationId = intent.OrganizationId, IntentId = intent.IntentId, IntentType = intent.IntentType });
                break;
            case IntentStatus.InProgress:
                unit.Publish(Claimed(intent));
                break;
            case IntentStatus.Completed or IntentStatus.Failed or IntentStatus.Cancelled:
                // An intent of which only the cancellation is known has no type yet; it is told when that comes.
                if (!intent.IsOnlyCancelled) unit.Announce(Ended(intent));
                break;
        }
    }

    internal static IntentClaimed Claimed(Intent intent) => new()
    {
        OrganizationId = intent.OrganizationId,
        IntentId = intent.IntentId,
        IntentType = intent.IntentType,
        Worker = intent.Worker!,
        ExecutionId = intent.ExecutionId!,
        TargetArtifactId = intent.TargetArtifactId,
        Context = intent.Context,
        CorrelationId = intent.CorrelationId,
        ParentExecutionId = intent.ParentExecutionId,
        LeaseUntil = intent.LeaseUntil,
        Attempt = intent.Attempts,
    };

    private static IntentEnded Ended(Intent intent) => new()
    {
        OrganizationId = intent.OrganizationId,
        IntentId = intent.IntentId,
        IntentType = intent.IntentType,
        Status = intent.Status switch
        {
            IntentStatus.Completed => IntentEnding.Completed,
            IntentStatus.Failed => IntentEnding.Failed,
            _ => IntentEnding.Cancelled,
        },
        EndedAt = intent.EndedAt ?? intent.UpdatedAt,
        TargetArtifactId = intent.TargetArtifactId,
        ExecutionId = intent.ExecutionId,
        Result = intent.Result,
        Error = intent.Error,
        CorrelationId = intent.CorrelationId,
    };
}
