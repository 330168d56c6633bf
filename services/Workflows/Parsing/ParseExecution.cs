using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Parsing.Steps;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using MassTransit;

namespace IntentEngine.Workflows.Parsing;

/// <summary>Executes <c>parse_content</c> intents that somebody started: runs the parse workflow and reports how it ended (seed 000, phase 5).</summary>
/// <remarks>
/// Unlike an article, a file is not parsed as soon as its intent waits: a person, perhaps in a later session, says when. Intents then claims for this worker.
/// Every message may come again; the workflow's id is the execution's, so repeating finds what the first one made.
/// </remarks>
public sealed class ParseExecution(SagaHost<WorkflowState> workflows, WorkflowsDatabase database, WorkflowDefinitions definitions) : IConsumer<IntentClaimed>, IConsumer<WorkflowEnded>
{
    /// <summary>Under this name the artifact stands in the intent's result.</summary>
    public const string ResultName = "parsed_artifact_id";

    private const string SelectOutput = """
        select output_data from intent_workflow_steps
        where organization_id = current_organization() and workflow_id = $1 and step_number = $2 and superseded_at is null and status = 'completed'
        """;

    /// <summary>The claim won: parse. If that was done already, report its end again.</summary>
    public async Task Consume(ConsumeContext<IntentClaimed> context)
    {
        var claimed = context.Message;
        if (claimed.IntentType != ParseContent.IntentType || claimed.Worker != ParseContent.Worker) return;
        if (!Guid.TryParseExact(claimed.ExecutionId, "D", out var id) || id == Guid.Empty)
        {
            await Fail(claimed.OrganizationId, claimed.IntentId, claimed.ExecutionId, "The execution's id is no UUID, which it must be here. Start it with POST /api/intents/{id}/execute.", context.CancellationToken);
            return;
        }

        var known = await workflows.Look(claimed.OrganizationId, id, Known.Of, null, context.CancellationToken);
        if (known is null) await Start(claimed, id, context.CancellationToken);
        else if (known.Definition != ParseContentWorkflow.Name || known.IntentId != claimed.IntentId)
            await Fail(claimed.OrganizationId, claimed.IntentId, claimed.ExecutionId, "The execution's id is that of another workflow. Start it with POST /api/intents/{id}/execute.", context.CancellationToken);
        else if (known.HasEnded) await Report(claimed.OrganizationId, id, known, context.CancellationToken);
    }

    /// <summary>A parse workflow ended: tell whoever wanted it.</summary>
    public async Task Consume(ConsumeContext<WorkflowEnded> context)
    {
        var ended = context.Message;
        if (ended.Definition != ParseContentWorkflow.Name) return;
        // As it is now: a later word about it may have overtaken this one.
        if (await workflows.Look(ended.OrganizationId, ended.WorkflowId, Known.Of, null, context.CancellationToken) is { HasEnded: true } known)
            await Report(ended.OrganizationId, ended.WorkflowId, known, context.CancellationToken);
    }

    private async Task Start(IntentClaimed claimed, Guid id, CancellationToken cancel)
    {
        if (claimed.Target is not { } target)
        {
            await Fail(claimed.OrganizationId, claimed.IntentId, claimed.ExecutionId, "The claim does not say where the file's content is. Start it with POST /api/intents/{id}/execute.", cancel);
            return;
        }

        var definition = definitions.Newest(ParseContentWorkflow.Name);
        await workflows.Raise(claimed.OrganizationId, id, new WorkflowSubmitted
        {
            WorkflowId = id,
            OrganizationId = claimed.OrganizationId,
            Definition = definition.Name,
            DefinitionVersion = definition.Version,
            Name = Storable.Text(target.DisplayName ?? target.ArtifactId, 200),
            Input = new WorkflowInput { Data = JsonSerializer.SerializeToElement(ParseJob.Of(target, claimed.Context), ContractJson.Options) },
            Actor = Actor.System,
            Correlation = claimed.CorrelationId,
            ParentExecution = claimed.ParentExecutionId,
            IntentId = claimed.IntentId,
        }, null, CancellationToken.None);
    }

    private async Task Report(Guid organizationId, Guid id, Known known, CancellationToken cancel)
    {
        if (known.IntentId is not { } intentId) return;
        if (known.Status != "completed")
        {
            await Fail(organizationId, intentId, id.ToString(), known.Reason ?? $"The parse workflow was {known.Status}.", cancel);
            return;
        }

        var plan = await Output<ParsePlan>(organizationId, id, ParseContentWorkflow.LoadStep, cancel);
        var parsed = await Output<ParsedFile>(organizationId, id, ParseContentWorkflow.ParseStep, cancel);
        var unit = database.Begin(organizationId);
        unit.Send(CompleteWithArtifact.Queue, ParsedArtifact.Completion(organizationId, intentId, id, known.Correlation, plan, parsed, unit.Now));
        await unit.CommitAsync(cancel);
    }

    private async Task Fail(Guid organizationId, string intentId, string executionId, string error, CancellationToken cancel)
    {
        var unit = database.Begin(organizationId);
        unit.Send(CreateIntent.Queue, new FailIntent { OrganizationId = organizationId, IntentId = intentId, ExecutionId = executionId, Error = error });
        await unit.CommitAsync(cancel);
    }

    private async Task<T> Output<T>(Guid organizationId, Guid workflowId, int step, CancellationToken cancel)
    {
        var output = await database.ReadAsync(organizationId, SelectOutput, [Parameter.Uuid(workflowId), Parameter.Whole(step)],
            async reader => await reader.ReadAsync(cancel) ? reader.GetString(0) : null, cancel)
            ?? throw new InvalidOperationException($"Parse workflow {workflowId} is completed but step {step} has no output.");
        return JsonSerializer.Deserialize<T>(output, ContractJson.Options)!;
    }

    private sealed record Known(string Definition, string Status, string? Reason, string? IntentId, string Correlation)
    {
        public bool HasEnded => Status is "completed" or "failed" or "cancelled";

        public static Known Of(WorkflowState w) => new(w.Definition, w.Status, w.Data.EndReason, w.Data.IntentId, w.Correlation);
    }
}
