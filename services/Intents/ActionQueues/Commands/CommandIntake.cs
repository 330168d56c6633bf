using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Intents.Log;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Takes the commands that came as messages, however they were received. State itself makes each of them once, so no inbox is needed: a repeat finds the enqueue known or the claim gone.</summary>
internal sealed partial class CommandIntake(SubjectLanes lanes, ActionQueueMetrics metrics, ILogger<CommandIntake> logger)
{
    /// <summary>Enqueues.</summary>
    /// <param name="m">The command.</param>
    /// <param name="messageId">Names the enqueue when the command does not.</param>
    /// <param name="cancel">Nobody waits any more.</param>
    /// <exception cref="InvalidRequestException">It cannot be read.</exception>
    /// <exception cref="UnacceptableCommandException">Its owner is unknown, or its id or token is another enqueue's.</exception>
    public async Task Take(EnqueueActions m, Guid messageId, CancellationToken cancel)
    {
        var faults = new Validation();
        EnqueueRules.Check(m, faults);
        faults.ThrowIfFailed();
        var wish = Enqueuing.Wish(m, messageId);
        switch (await lanes.Submit(Enqueuing.Submission(m.OrganizationId, wish), cancel))
        {
            case CommandResult.Impossible impossible: throw new UnacceptableCommandException(impossible.Reason);
            case CommandResult.Refused refused: throw new UnacceptableCommandException(refused.Reason);
            case CommandResult.Done { Repeated: false } when wish.Carried is not null: metrics.Translated(); break;
        }
    }

    public Task Take(ClaimAction m, CancellationToken cancel) =>
        Execute(m.OrganizationId, m.Subject, faults => SubjectRules.CheckClaim(m.Worker, m.LeaseSeconds, faults), () => SubjectCommands.Claim(m.OrganizationId, m.Subject, m.Worker, m.ExecutionId, m.LeaseSeconds), cancel);

    public Task Take(StartAction m, CancellationToken cancel) =>
        Execute(m.OrganizationId, m.Subject, faults => SubjectRules.CheckLease(m.LeaseSeconds, faults), () => SubjectCommands.Start(m.OrganizationId, m.Subject, m.ExecutionId, m.LeaseSeconds), cancel);

    public Task Take(CompleteAction m, CancellationToken cancel) =>
        Execute(m.OrganizationId, m.Subject, null, () => SubjectCommands.Complete(m.OrganizationId, m.Subject, m.ExecutionId), cancel);

    public Task Take(FailAction m, CancellationToken cancel) =>
        Execute(m.OrganizationId, m.Subject, faults => faults.RequireText(m.Reason, "reason", int.MaxValue), () => SubjectCommands.Fail(m.OrganizationId, m.Subject, m.ExecutionId, m.Reason), cancel);

    public Task Take(StopSubject m, CancellationToken cancel) =>
        Execute(m.OrganizationId, m.Subject, faults => faults.Require(Enum.IsDefined(m.Scope), "scope", "expected abort, unassign or reset."), () => SubjectCommands.Stop(m.OrganizationId, m.Subject, m.Scope, m.Owner, m.Reason), cancel);

    private async Task Execute(Guid organizationId, string subject, Action<Validation>? check, Func<Submission> submission, CancellationToken cancel)
    {
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        check?.Invoke(faults);
        faults.ThrowIfFailed();
        switch (await lanes.Submit(submission(), cancel))
        {
            case CommandResult.Stale stale:
                metrics.StaleToken();
                LogStale(logger, organizationId, stale.Reason);
                break;
            case CommandResult.Refused refused:
                LogRefused(logger, organizationId, refused.Reason);
                break;
        }
    }

    [LoggerMessage(2051, LogLevel.Warning, "A report was ignored in organization {OrganizationId}: {Reason}")]
    private static partial void LogStale(ILogger logger, Guid organizationId, string reason);

    [LoggerMessage(2052, LogLevel.Information, "A claim lost in organization {OrganizationId}: {Reason}")]
    private static partial void LogRefused(ILogger logger, Guid organizationId, string reason);
}
