using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Saga;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntentEngine.Workflows.Runs;

/// <summary>Sends work again whose message was lost: with an in-memory queue at a crash, with a broker when its disk is. PostgreSQL knows what is under way.</summary>
/// <remarks>Harmless when nothing was lost: receivers recognise the attempt, the intent or the approval round.</remarks>
public sealed partial class StalledWork(WorkflowsDatabase database, WorkflowDefinitions definitions, MessagingOptions messaging, WorkflowMetrics metrics, TimeProvider clock, ILogger<StalledWork> logger) : BackgroundService
{
    private const string SelectStalled = """
        select organization_id, id, definition, definition_version, phase, step, version, data ->> 'run',
               data -> 'approvals', deadline
        from intent_workflows where deadline < $1 and id > $2 order by id limit $3
        """;

    private const string SelectOutstanding = """
        select p.token, p.intent_id, p.intent_type, p.target_artifact_id, p.context, w.correlation_id, w.data ->> 'run'
        from pending_executions p join intent_workflows w on w.organization_id = p.organization_id and w.id = p.workflow_id
        where p.organization_id = $1 and p.workflow_id = $2
        """;

    // Only while nobody moved it on: the version is part of the condition, and it stays.
    private const string Postpone = "update intent_workflows set deadline = $4 where organization_id = $1 and id = $2 and version = $3";

    private const int BatchSize = 200;

    private const string IsProfileNewer = """
        select exists (select 1 from organization_profiles p join intent_workflow_steps s on s.organization_id = p.organization_id
                       where p.organization_id = current_organization() and s.workflow_id = $1 and s.run_id = $2 and p.updated_at >= s.started_at)
        """;

    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    /// <summary>Sends everything again that was due for a look before <paramref name="before"/>.</summary>
    /// <returns>How many workflows had work sent again.</returns>
    public async Task<int> RedriveOnceAsync(DateTimeOffset before, CancellationToken cancel)
    {
        var (redriven, after) = (0, Guid.Empty);
        while (await Find(before, after, cancel) is { Count: > 0 } stalled)
        {
            foreach (var workflow in stalled)
            {
                if (await Redrive(workflow, cancel)) redriven++;
            }

            after = stalled[^1].Id;
        }

        metrics.Redriven(redriven);
        return redriven;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // What an in-memory queue held died with the process: everything under way is sent again at once.
        var before = messaging.IsDurable ? clock.GetUtcNow() : DateTimeOffset.MaxValue.ToUniversalTime().AddDays(-1);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RedriveOnceAsync(before, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(Every, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            before = clock.GetUtcNow();
        }
    }

    private async Task<List<Stalled>> Find(DateTimeOffset before, Guid after, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectStalled);
        command.Parameters.Add(Parameter.Time(before));
        command.Parameters.Add(Parameter.Uuid(after));
        command.Parameters.Add(Parameter.Whole(BatchSize));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var stalled = new List<Stalled>();
        while (await reader.ReadAsync(cancel)) stalled.Add(Stalled.Read(reader));
        return stalled;
    }

    private async Task<bool> Redrive(Stalled workflow, CancellationToken cancel)
    {
        var step = definitions.Get(workflow.Definition, workflow.DefinitionVersion).Steps[workflow.Step];
        var unit = database.Begin(workflow.OrganizationId);
        unit.Add(Postpone, Parameter.Uuid(workflow.OrganizationId), Parameter.Uuid(workflow.Id), Parameter.Whole(workflow.Version), Parameter.Time(unit.Now + step.TimeLimit + WorkflowTransitions.StuckAfter));
        switch (workflow.Phase)
        {
            // A retry whose pause is not over has its timer in the outbox, which outlives the queue.
            case nameof(WorkflowStateMachine.Retrying) when workflow.Due - step.TimeLimit - WorkflowTransitions.StuckAfter > unit.Now:
                return false;
            case nameof(WorkflowStateMachine.Running) or nameof(WorkflowStateMachine.Retrying):
                unit.Send(RunStep.Queue, new RunStep { OrganizationId = workflow.OrganizationId, WorkflowId = workflow.Id, Step = workflow.Step, Run = workflow.Run, Version = workflow.Version });
                break;
            case nameof(WorkflowStateMachine.Delegating):
                foreach (var intent in await Outstanding(workflow, cancel)) unit.Send(CreateIntent.Queue, intent);
                break;
            case nameof(WorkflowStateMachine.AwaitingApproval) when step.Approval is { } approval && workflow.Due <= unit.Now:
                unit.Send(ExpireApproval.Queue, new ExpireApproval { OrganizationId = workflow.OrganizationId, WorkflowId = workflow.Id, ApprovalType = approval.Type, Round = workflow.Round(approval.Type) });
                break;
            case nameof(WorkflowStateMachine.Blocked) when await GotProfile(workflow, cancel):
                unit.Send(ResumeBlocked.Queue, new ResumeBlocked { OrganizationId = workflow.OrganizationId, WorkflowId = workflow.Id });
                break;
            default:
                return false;
        }

        await unit.CommitAsync(cancel);
        LogRedriven(logger, workflow.Id, workflow.Phase, workflow.Step);
        return true;
    }

    private Task<bool> GotProfile(Stalled workflow, CancellationToken cancel) =>
        database.ReadAsync(workflow.OrganizationId, IsProfileNewer, [Parameter.Uuid(workflow.Id), Parameter.Uuid(workflow.Run)],
            async reader => await reader.ReadAsync(cancel) && reader.GetBoolean(0), cancel);

    private async Task<List<CreateIntent>> Outstanding(Stalled workflow, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectOutstanding);
        command.Parameters.Add(Parameter.Uuid(workflow.OrganizationId));
        command.Parameters.Add(Parameter.Uuid(workflow.Id));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var intents = new List<CreateIntent>();
        while (await reader.ReadAsync(cancel))
            intents.Add(DelegatedRows.Intent(workflow.OrganizationId, reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetString(4), reader.GetString(5), reader.GetString(6)));
        return intents;
    }

    [LoggerMessage(2131, LogLevel.Warning, "Workflow {WorkflowId} ({Phase}, step {Step}) was stuck; its work was sent again")]
    private static partial void LogRedriven(ILogger logger, Guid workflowId, string phase, int step);

    [LoggerMessage(2132, LogLevel.Warning, "Looking for stuck workflows failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}
