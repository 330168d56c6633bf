using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>POST /api/intent-graph/intents/{id}/start</c> and the other named operations, <c>…/complete</c>, and <c>…/transition</c> to any status.</summary>
internal static class ChangeGraphStatus
{
    /// <summary>The body of a named operation; may be absent.</summary>
    public sealed class Request
    {
        /// <summary>Why, for people; at most 2000 characters.</summary>
        public string? Reason { get; init; }

        /// <summary>The action that causes the change.</summary>
        public string? TriggeringActionId { get; init; }
    }

    /// <summary>The body of <c>transition</c>.</summary>
    public sealed class TransitionRequest
    {
        /// <summary>active, executing, completed, failed, suspended or archived.</summary>
        public required string To { get; init; }

        /// <summary>Why, for people; at most 2000 characters.</summary>
        public string? Reason { get; init; }

        /// <summary>The action that causes the change.</summary>
        public string? TriggeringActionId { get; init; }
    }

    /// <summary>The body of <c>complete</c>.</summary>
    public sealed class CompleteRequest
    {
        /// <summary>Whether the attempt succeeded; default true.</summary>
        public bool Success { get; init; } = true;

        /// <summary>What it gave, any JSON; <c>result</c> of the success criteria.</summary>
        public JsonElement? Result { get; init; }

        /// <summary>A JSON object whose keys are variables of the criteria.</summary>
        public JsonElement? Context { get; init; }

        /// <summary>Why it did not succeed; at most 20 texts of 2000 characters.</summary>
        public IReadOnlyList<string>? Errors { get; init; }

        /// <summary>The action that causes the change.</summary>
        public string? TriggeringActionId { get; init; }
    }

    public static void MapChangeGraphStatus(this IEndpointRouteBuilder graph)
    {
        foreach (var operation in Enum.GetValues<GraphOperation>())
            graph.MapPost($"/intents/{{intentId}}/{operation.Word()}",
                    (string intentId, Request? body, IfMatch ifMatch, HttpContext http, OrganizationContext caller, StatusChanges changes, IdempotencyFeature? key, CancellationToken cancel) =>
                        Operate(operation, intentId, body, ifMatch, http, caller, changes, key, cancel))
                .RequireAuthorization(Deciders(operation)).WithName($"{operation}GraphIntent").WithSummary($"{Summary(operation)}");
        graph.MapPost("/intents/{intentId}/complete", Complete).RequireAuthorization(Policies.Any)
            .WithName("CompleteGraphIntent").WithSummary("End an attempt: its success criteria decide between completed, failed and suspended");
        graph.MapPost("/intents/{intentId}/transition", Transition).RequireAuthorization(Policies.Member)
            .WithName("TransitionGraphIntent").WithSummary("Go to any status that the present one allows");
    }

    internal static async Task<Results<Ok<StorableIntent>, ProblemHttpResult>> Operate(
        GraphOperation operation, string intentId, Request? body, IfMatch ifMatch, HttpContext http, OrganizationContext caller, StatusChanges changes, IdempotencyFeature? key, CancellationToken cancel)
    {
        if (Check(body?.Reason, body?.TriggeringActionId) is { Problem: { } invalid }) return invalid;
        return GraphAnswers.Ok(http, await changes.Operate(GraphAnswers.Request(caller, key, ifMatch.Version, body?.TriggeringActionId), intentId, operation, body?.Reason, cancel));
    }

    internal static async Task<Results<Ok<StorableIntent>, ProblemHttpResult>> Transition(
        string intentId, TransitionRequest body, IfMatch ifMatch, HttpContext http, OrganizationContext caller, StatusChanges changes, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = Check(body.Reason, body.TriggeringActionId);
        var to = ListFilter.Statuses([body.To], "to", faults);
        if (faults.Problem is { } invalid) return invalid;
        return GraphAnswers.Ok(http, await changes.Transition(GraphAnswers.Request(caller, key, ifMatch.Version, body.TriggeringActionId), intentId, to[0], body.Reason, cancel));
    }

    internal static async Task<Results<Ok<CompletionRule.Completed>, ProblemHttpResult>> Complete(
        string intentId, CompleteRequest body, IfMatch ifMatch, OrganizationContext caller, CompletionRule completion, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = Check(null, body.TriggeringActionId);
        if (body.Context is { ValueKind: not JsonValueKind.Null } context) JsonObjectRules.Check(context, "context", faults);
        faults.RequireRange(body.Errors?.Count ?? 0, "errors", 0, 20);
        foreach (var error in body.Errors ?? []) GraphTextRules.Optional(error ?? "", "errors", GraphReasons.Longest, faults);
        if (faults.Problem is { } invalid) return invalid;
        var attempt = new CompletionRule.Attempt(body.Success, body.Result, body.Context, body.Errors ?? []);
        return GraphAnswers.Ok(await completion.Complete(GraphAnswers.Request(caller, key, ifMatch.Version, body.TriggeringActionId), intentId, attempt, cancel));
    }

    // Who executes an intent says how the attempt goes; what becomes of it apart from attempts is for people to decide.
    private static string Deciders(GraphOperation operation) =>
        operation is GraphOperation.Resume or GraphOperation.Retry or GraphOperation.Archive or GraphOperation.Reactivate ? Policies.Member : Policies.Any;

    private static Validation Check(string? reason, string? triggeringActionId)
    {
        var faults = new Validation();
        GraphTextRules.Optional(reason, "reason", GraphReasons.Longest, faults);
        GraphTextRules.Optional(triggeringActionId, "triggering_action_id", GraphTextRules.LongestId, faults);
        return faults;
    }

    private static string Summary(GraphOperation operation) => operation switch
    {
        GraphOperation.Start => "Begin an attempt, when nothing that the intent waits for is open (423)",
        GraphOperation.Rollback => "Take an attempt back: executing to active",
        GraphOperation.Fail => "Say that the intent failed",
        GraphOperation.Suspend => "Set the intent aside",
        GraphOperation.Resume => "Suspended to active",
        GraphOperation.Retry => "Failed to active",
        GraphOperation.Archive => "Put the intent away",
        _ => "Archived to active",
    };
}
