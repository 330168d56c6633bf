using IntentEngine.Contracts.Intents;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Workflows.Runs;

/// <summary>Work this service handed out has ended: finds its private record by the token and tells the workflow. A stale token is a no-op (seed 003 §7).</summary>
public sealed partial class CompletionReportedConsumer(WorkflowsDatabase database, SagaHost<WorkflowState> workflows, WorkflowMetrics metrics, ILogger<CompletionReportedConsumer> logger) : IConsumer<CompletionReported>
{
    private const string SelectRecord = "select workflow_id, intent_id from pending_executions where organization_id = current_organization() and token = $1";

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<CompletionReported> context)
    {
        var message = context.Message;
        var record = await database.ReadAsync(message.OrganizationId, SelectRecord, [Parameter.Text(message.Token)],
            async reader => await reader.ReadAsync(context.CancellationToken) ? (WorkflowId: reader.GetGuid(0), IntentId: reader.GetString(1)) : default, context.CancellationToken);
        if (record == default)
        {
            metrics.StaleToken();
            LogStale(logger, message.Owner, message.Outcome);
            return;
        }

        // The token itself is what makes it once: the machine deletes it in the transaction of its effect.
        await workflows.Raise(message.OrganizationId, record.WorkflowId,
            new WorkSettled(record.WorkflowId, message.Token, message.Outcome == CompletionOutcome.Completed, message.Reason), null, CancellationToken.None);
    }

    [LoggerMessage(2121, LogLevel.Warning, "A completion for {Owner} ({Outcome}) carries a token that is not known any more; ignored")]
    private static partial void LogStale(ILogger logger, string owner, CompletionOutcome outcome);
}
