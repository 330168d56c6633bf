using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Workflows.Runs;

/// <summary>Work this service handed out has ended: finds its private record by the token and tells the workflow. A stale token is a no-op (seed 003 §7).</summary>
public sealed partial class CompletionReportedConsumer(WorkflowsDatabase database, SagaHost<WorkflowState> workflows, WorkflowMetrics metrics, ILogger<CompletionReportedConsumer> logger)
    : IConsumer<CompletionReported>, IConsumer<QueueCompleted>, IConsumer<QueueFailed>, IConsumer<QueueRejected>, IConsumer<QueueExpired>
{
    private const string SelectRecord = "select workflow_id, intent_id from pending_executions where organization_id = current_organization() and token = $1";

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<CompletionReported> context) =>
        Settle(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, context.Message.Outcome, context.Message.Reason, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<QueueCompleted> context) =>
        Settle(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, CompletionOutcome.Completed, null, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<QueueFailed> context) =>
        Settle(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, CompletionOutcome.Failed, context.Message.Reason, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<QueueRejected> context) =>
        Settle(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, CompletionOutcome.Rejected, context.Message.Reason, context.CancellationToken);

    /// <inheritdoc/>
    public Task Consume(ConsumeContext<QueueExpired> context) =>
        Settle(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, CompletionOutcome.Failed, context.Message.Reason, context.CancellationToken);

    private async Task Settle(Guid organizationId, string owner, string token, CompletionOutcome outcome, string? reason, CancellationToken cancel)
    {
        var record = await database.ReadAsync(organizationId, SelectRecord, [Parameter.Text(token)],
            async reader => await reader.ReadAsync(cancel) ? (WorkflowId: reader.GetGuid(0), IntentId: reader.GetString(1)) : default, cancel);
        if (record == default)
        {
            metrics.StaleToken();
            LogStale(logger, owner, outcome);
            return;
        }

        // The token itself is what makes it once: the machine deletes it in the transaction of its effect.
        await workflows.Raise(organizationId, record.WorkflowId, new WorkSettled(record.WorkflowId, token, outcome == CompletionOutcome.Completed, reason), null, CancellationToken.None);
    }

    [LoggerMessage(2121, LogLevel.Warning, "A completion for {Owner} ({Outcome}) carries a token that is not known any more; ignored")]
    private static partial void LogStale(ILogger logger, string owner, CompletionOutcome outcome);
}
