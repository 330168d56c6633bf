using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Providers;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Saga;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Workflows.Runs;

/// <summary>Runs the handler of one attempt, outside any transaction and within its time limit, and says what came of it as an event for the saga.</summary>
public sealed partial class StepRunner(IServiceScopeFactory scopes, StepCatalog catalog, WorkflowDefinitions definitions, WorkflowsDatabase database, WorkflowMetrics metrics, TimeProvider clock, ILogger<StepRunner> logger)
{
    private static readonly ActivitySource Activities = new("IntentEngine.Workflows");

    /// <summary>The event to raise. Never throws for what a handler does; only the end of the process interrupts it.</summary>
    internal async Task<object> Run(StepTicket ticket, CancellationToken stopping)
    {
        var step = definitions.Get(ticket.Definition, ticket.DefinitionVersion).Steps[ticket.Step];
        var started = clock.GetUtcNow();
        using var activity = Activities.StartActivity($"step {step.Handler}");
        activity?.SetTag("workflow.id", ticket.WorkflowId);
        activity?.SetTag("workflow.step", ticket.Step);
        using var limit = new CancellationTokenSource(step.TimeLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var handler = (IStepHandler)scope.ServiceProvider.GetRequiredService(catalog.Get(step.Handler!));
            // A handler that ignores its token is left behind rather than allowed to hold the step.
            var result = await handler.Run(Context(ticket), either.Token).WaitAsync(either.Token);
            metrics.StepRan(step.Handler!, "completed", clock.GetUtcNow() - started);
            return Event(ticket, result, started);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var failure = limit.IsCancellationRequested
                ? Failure(ticket, started, "timeout", $"The step took longer than its limit of {step.TimeLimit.TotalSeconds:0} s.", isTransient: true)
                : Classify(ticket, started, exception);
            LogFailed(logger, ticket.WorkflowId, ticket.Step, ticket.Attempt, failure.ErrorType, failure.Message);
            metrics.StepRan(step.Handler!, failure.ErrorType, clock.GetUtcNow() - started);
            activity?.SetStatus(ActivityStatusCode.Error, failure.ErrorType);
            return failure;
        }
    }

    private static object Event(StepTicket ticket, StepResult result, DateTimeOffset started) => result switch
    {
        StepResult.Completed done => new StepSucceeded(ticket.WorkflowId, ticket.Run, Json(done.Output), done.CostUsd, started),
        StepResult.Blocked blocked => new StepBlocked(ticket.WorkflowId, ticket.Run, blocked.Reason, blocked.RequiredAction),
        StepResult.Delegated { Work.Count: 0 } => throw new StepException("validation_error", "The step delegated nothing; it must delegate at least one piece of work."),
        StepResult.Delegated delegated => new StepDelegated(ticket.WorkflowId, ticket.Run, Json(delegated.Output), [.. delegated.Work.Select(w => Piece(ticket, w))], started),
        _ => throw new UnreachableException(),
    };

    // The run is part of the intent's id: a new attempt asks anew, a repetition of this one asks for the same.
    private static DelegatedPiece Piece(StepTicket ticket, DelegatedWork work) => new(
        RandomNumberGenerator.GetHexString(32, lowercase: true),
        string.Create(CultureInfo.InvariantCulture, $"{work.IntentType}:{work.TargetArtifactId}:{ticket.Run:N}"),
        work,
        Json(work.Context));

    private static StepFailed Classify(StepTicket ticket, DateTimeOffset started, Exception exception) => exception switch
    {
        ProviderException provider => Failure(ticket, started, JsonNamingPolicy.SnakeCaseLower.ConvertName(provider.ErrorType.ToString()), provider.Message, provider.IsTransient, provider.RetryAfter, provider.CostUsd),
        StepException own => Failure(ticket, started, own.ErrorType, own.Message, own.IsTransient),
        // What nobody foresaw is tried again within the step's retries (seed 004's origin: unknown errors retry).
        _ => Failure(ticket, started, "unknown_error", $"{exception.GetType().Name}: {exception.Message}", isTransient: true),
    };

    private static StepFailed Failure(StepTicket ticket, DateTimeOffset started, string type, string message, bool isTransient, TimeSpan? retryAfter = null, decimal cost = 0) =>
        new(ticket.WorkflowId, ticket.Run, type, Storable.Text(message, 2000), isTransient, retryAfter, cost, started);

    private static string Json(object value) => Storable.Json(JsonSerializer.Serialize(value, value.GetType(), ContractJson.Options));

    private StoredStepContext Context(StepTicket ticket) => new(database)
    {
        OrganizationId = ticket.OrganizationId,
        WorkflowId = ticket.WorkflowId,
        Step = ticket.Step,
        Attempt = ticket.Attempt,
        IdempotencyKey = string.Create(CultureInfo.InvariantCulture, $"{ticket.WorkflowId:N}:{ticket.Step}:{ticket.Round}:{ticket.Attempt}"),
        Input = ticket.Input,
        ManualInput = ticket.ManualInput is null ? null : JsonSerializer.Deserialize<JsonElement>(ticket.ManualInput),
    };

    [LoggerMessage(2101, LogLevel.Warning, "Step {Step} of workflow {WorkflowId} failed at attempt {Attempt}: {ErrorType}: {Reason}")]
    private static partial void LogFailed(ILogger logger, Guid workflowId, int step, int attempt, string errorType, string reason);
}
