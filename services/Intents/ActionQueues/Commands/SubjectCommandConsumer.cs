using IntentEngine.Contracts.Intents;
using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Intents.Log;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Takes claims, reports and stops that came as messages. State itself makes each of them once: a repeat finds the claim gone and is a no-op.</summary>
internal sealed partial class SubjectCommandConsumer(SubjectLanes lanes, ActionQueueMetrics metrics, ILogger<SubjectCommandConsumer> logger)
    : IConsumer<ClaimAction>, IConsumer<StartAction>, IConsumer<CompleteAction>, IConsumer<FailAction>, IConsumer<StopSubject>
{
    public Task Consume(ConsumeContext<ClaimAction> context)
    {
        var m = context.Message;
        return Execute(context, m.OrganizationId, m.Subject, faults => SubjectRules.CheckClaim(m.Worker, m.LeaseSeconds, faults), () => SubjectCommands.Claim(m.OrganizationId, m.Subject, m.Worker, m.ExecutionId, m.LeaseSeconds));
    }

    public Task Consume(ConsumeContext<StartAction> context)
    {
        var m = context.Message;
        return Execute(context, m.OrganizationId, m.Subject, faults => SubjectRules.CheckLease(m.LeaseSeconds, faults), () => SubjectCommands.Start(m.OrganizationId, m.Subject, m.ExecutionId, m.LeaseSeconds));
    }

    public Task Consume(ConsumeContext<CompleteAction> context)
    {
        var m = context.Message;
        return Execute(context, m.OrganizationId, m.Subject, null, () => SubjectCommands.Complete(m.OrganizationId, m.Subject, m.ExecutionId));
    }

    public Task Consume(ConsumeContext<FailAction> context)
    {
        var m = context.Message;
        return Execute(context, m.OrganizationId, m.Subject, faults => faults.RequireText(m.Reason, "reason", int.MaxValue), () => SubjectCommands.Fail(m.OrganizationId, m.Subject, m.ExecutionId, m.Reason));
    }

    public Task Consume(ConsumeContext<StopSubject> context)
    {
        var m = context.Message;
        return Execute(context, m.OrganizationId, m.Subject, faults => faults.Require(Enum.IsDefined(m.Scope), "scope", "expected abort, unassign or reset."), () => SubjectCommands.Stop(m.OrganizationId, m.Subject, m.Scope, m.Owner, m.Reason));
    }

    private async Task Execute(ConsumeContext context, Guid organizationId, string subject, Action<Validation>? check, Func<Submission> submission)
    {
        IncomingCommand.Accept(context, "action-queues.command", organizationId, subject, "worker");
        var faults = new Validation();
        SubjectRules.Check(subject, faults);
        check?.Invoke(faults);
        faults.ThrowIfFailed();
        switch (await lanes.Submit(submission(), context.CancellationToken))
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
