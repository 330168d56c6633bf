using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Sagas;
using IntentEngine.Workflows.Articles.Pipeline;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using MassTransit;

namespace IntentEngine.Workflows.Articles;

/// <summary>Executes <c>generate_article</c> intents: claims them like any worker would, runs the article pipeline as a child workflow, and reports how it ended.</summary>
/// <remarks>Every message may come again; the child's id follows from the intent's, so repeating finds what the first one made.</remarks>
public sealed class ArticleExecution(SagaHost<WorkflowState> workflows, WorkflowsDatabase database, WorkflowDefinitions definitions) :
    IConsumer<IntentReady>, IConsumer<IntentClaimed>, IConsumer<WorkflowEnded>
{
    /// <summary>The type of intent it executes.</summary>
    public const string IntentType = "generate_article";

    /// <summary>Its name as a worker.</summary>
    public const string Worker = "articles";

    /// <summary>An article waits to be written: claim it.</summary>
    public async Task Consume(ConsumeContext<IntentReady> context)
    {
        var ready = context.Message;
        if (ready.IntentType != IntentType) return;
        var unit = database.Begin(ready.OrganizationId);
        unit.Send(CreateIntent.Queue, new ClaimIntent
        {
            OrganizationId = ready.OrganizationId,
            IntentId = ready.IntentId,
            Worker = Worker,
            ExecutionId = Child(ready.OrganizationId, ready.IntentId).ToString(),
        });
        await unit.CommitAsync(context.CancellationToken);
    }

    /// <summary>The claim won: run the pipeline. If it ran already, report its end again.</summary>
    public async Task Consume(ConsumeContext<IntentClaimed> context)
    {
        var claimed = context.Message;
        var child = Child(claimed.OrganizationId, claimed.IntentId);
        if (claimed.IntentType != IntentType || claimed.Worker != Worker || claimed.ExecutionId != child.ToString()) return;

        var ended = await workflows.Look(claimed.OrganizationId, child, Ending, null, context.CancellationToken);
        if (ended is not null)
        {
            await Report(ended, context.CancellationToken);
            return;
        }

        if (ReadJob(claimed.Context) is not { } job)
        {
            await Refuse(claimed, "The intent's context is no article job; expected article_id, title and keyword.", context.CancellationToken);
            return;
        }

        // The workflow that wanted it was cancelled while the claim was on its way.
        if (await IsCancelled(claimed.OrganizationId, job.ArticleId, context.CancellationToken)) return;

        await workflows.Raise(claimed.OrganizationId, child, new WorkflowSubmitted
        {
            WorkflowId = child,
            OrganizationId = claimed.OrganizationId,
            Definition = ArticleWorkflow.Name,
            DefinitionVersion = definitions.Newest(ArticleWorkflow.Name).Version,
            Name = Storable.Text(job.Title, 200),
            Input = new WorkflowInput { Data = claimed.Context },
            Actor = Actor.System,
            ParentWorkflowId = job.IntentWorkflowId,
            Correlation = claimed.CorrelationId,
            ParentExecution = claimed.ParentExecutionId,
            ParentArtifact = await SubtopicsArtifact(claimed.OrganizationId, job.IntentWorkflowId, context.CancellationToken),
            IntentId = claimed.IntentId,
        }, null, CancellationToken.None);

        var unit = database.Begin(claimed.OrganizationId);
        ArticleRows.Generating(unit, job.ArticleId, child);
        await unit.CommitAsync(context.CancellationToken);
    }

    /// <summary>A pipeline ended: keep the article and tell whoever wanted it.</summary>
    public Task Consume(ConsumeContext<WorkflowEnded> context) => context.Message.Definition == ArticleWorkflow.Name
        ? Report(context.Message, context.CancellationToken)
        : Task.CompletedTask;

    // The intent may come from anybody; what is no job fails the intent, not this consumer.
    private static ArticleJob? ReadJob(JsonElement? context)
    {
        try
        {
            return context?.Deserialize<ArticleJob>(ContractJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task Refuse(IntentClaimed claimed, string reason, CancellationToken cancel)
    {
        var unit = database.Begin(claimed.OrganizationId);
        unit.Send(CreateIntent.Queue, new FailIntent { OrganizationId = claimed.OrganizationId, IntentId = claimed.IntentId, ExecutionId = claimed.ExecutionId, Error = reason });
        await unit.CommitAsync(cancel);
    }

    private static Guid Child(Guid organizationId, string intentId) => StepIds.ChildWorkflow(organizationId, intentId);

    private static WorkflowEnded? Ending(WorkflowState w) => w.Status is "completed" or "failed" or "cancelled"
        ? new WorkflowEnded { OrganizationId = w.OrganizationId, WorkflowId = w.CorrelationId, Definition = w.Definition, Status = w.Status, Reason = w.Data.EndReason }
        : null;

    private async Task Report(WorkflowEnded ended, CancellationToken cancel)
    {
        var record = await workflows.Look(ended.OrganizationId, ended.WorkflowId, w => new Finished(w.Data.IntentId, ReadJob(w.Data.Input.Data)), null, cancel);
        if (record is not { IntentId: { } intentId, Job: { } job }) return;
        var unit = database.Begin(ended.OrganizationId);
        if (ended.Status == "completed")
        {
            ArticleRows.Completed(unit, await Written(ended, cancel));
            unit.Send(CreateIntent.Queue, new CompleteIntent { OrganizationId = ended.OrganizationId, IntentId = intentId, ExecutionId = ended.WorkflowId.ToString() });
        }
        else
        {
            var reason = ended.Reason ?? $"The article workflow was {ended.Status}.";
            ArticleRows.Ended(unit, job.ArticleId, ended.Status, reason);
            unit.Send(CreateIntent.Queue, new FailIntent { OrganizationId = ended.OrganizationId, IntentId = intentId, ExecutionId = ended.WorkflowId.ToString(), Error = reason });
        }

        await unit.CommitAsync(cancel);
    }

    private async Task<Article> Written(WorkflowEnded ended, CancellationToken cancel)
    {
        const string sql = "select output_data from intent_workflow_steps where organization_id = current_organization() and workflow_id = $1 and step_number = $2 and superseded_at is null and status = 'completed'";
        var output = await database.ReadAsync(ended.OrganizationId, sql, [Parameter.Uuid(ended.WorkflowId), Parameter.Whole(ArticleWorkflow.ArticleStep)],
            async reader => await reader.ReadAsync(cancel) ? reader.GetString(0) : null, cancel)
            ?? throw new InvalidOperationException($"Article workflow {ended.WorkflowId} is completed but its last step has no output.");
        return JsonSerializer.Deserialize<Article>(output, ContractJson.Options)!;
    }

    private Task<bool> IsCancelled(Guid organizationId, Guid articleId, CancellationToken cancel) =>
        database.ReadAsync(organizationId, "select 1 from articles where organization_id = current_organization() and id = $1 and status = 'cancelled'", [Parameter.Uuid(articleId)],
            reader => reader.ReadAsync(cancel), cancel);

    private async Task<string?> SubtopicsArtifact(Guid organizationId, Guid? parent, CancellationToken cancel)
    {
        if (parent is not { } workflowId) return null;
        var subtopics = await workflows.Look(organizationId, workflowId, w => w.StepId(ContentWorkflow.SubtopicsStep).ToString(), null, cancel);
        return subtopics;
    }

    private sealed record Finished(string? IntentId, ArticleJob? Job);
}
