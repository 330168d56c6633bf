using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Saga;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Workflows.Runs;

/// <summary>One hop of a workflow: take the message, run the handler, commit its result with the next message. One message, one transaction.</summary>
public sealed partial class RunStepConsumer(SagaHost<WorkflowState> workflows, StepRunner runner, WorkflowMetrics metrics, IHostApplicationLifetime lifetime, ILogger<RunStepConsumer> logger) : IConsumer<RunStep>
{
    /// <summary>This consumer's name in the inbox.</summary>
    public const string Name = "run-step";

    /// <inheritdoc/>
    public async Task Consume(ConsumeContext<RunStep> context)
    {
        var message = context.Message;
        var ticket = await workflows.Look(message.OrganizationId, message.WorkflowId, w => StepTicket.For(w, message.Run), message.Version, context.CancellationToken);
        if (ticket is null)
        {
            metrics.StaleRun();
            LogStale(logger, message.WorkflowId, message.Step);
            return;
        }

        var result = await runner.Run(ticket, lifetime.ApplicationStopping);
        // Only this part is tried again when the race for the workflow is lost; the handler has run once.
        var options = new RaiseOptions { Once = (Name, context.MessageId ?? message.Run) };
        await (result switch
        {
            StepSucceeded done => workflows.Raise(message.OrganizationId, message.WorkflowId, done, options, CancellationToken.None),
            StepDelegated delegated => workflows.Raise(message.OrganizationId, message.WorkflowId, delegated, options, CancellationToken.None),
            StepBlocked blocked => workflows.Raise(message.OrganizationId, message.WorkflowId, blocked, options, CancellationToken.None),
            StepFailed failed => workflows.Raise(message.OrganizationId, message.WorkflowId, failed, options, CancellationToken.None),
            _ => throw new InvalidOperationException($"A run ended as {result.GetType().Name}, which is no event of the state machine."),
        });
    }

    [LoggerMessage(2111, LogLevel.Information, "Step {Step} of workflow {WorkflowId} came for an attempt that is over; nothing to do")]
    private static partial void LogStale(ILogger logger, Guid workflowId, int step);
}
