using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Graph.Creation;
using IntentEngine.Intents.Graph.Editing;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Lifecycle;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Intents.Graph.Api;

/// <summary><c>PUT</c> and <c>DELETE /api/intent-graph/intents/{id}</c>.</summary>
internal static class EditGraphIntent
{
    public static void MapEditGraphIntent(this IEndpointRouteBuilder graph)
    {
        graph.MapPut("/intents/{intentId}", Update).RequireAuthorization(Policies.Member)
            .WithName("UpdateGraphIntent").WithSummary("Replace what an intent says; names the version that was read, as If-Match or in the body");
        graph.MapDelete("/intents/{intentId}", Delete).RequireAuthorization(Policies.Member)
            .WithName("DeleteGraphIntent").WithSummary("Remove an intent that nothing depends on or is part of; its history stays");
    }

    internal static async Task<Results<Ok<StorableIntent>, ProblemHttpResult>> Update(
        string intentId, GraphEdit body, IfMatch ifMatch, HttpContext http, OrganizationContext caller, GraphEditing editing, IdempotencyFeature? key, CancellationToken cancel)
    {
        var faults = new Validation();
        Check(intentId, body, faults);
        faults.Require(body.Version is null || ifMatch.Version is null || body.Version == ifMatch.Version, "version", $"expected the version of If-Match, {ifMatch.Version}; came {body.Version}.");
        if (faults.Problem is { } invalid) return invalid;
        if (body.Version is null && !ifMatch.IsSent) return Problems.Of(StatusCodes.Status428PreconditionRequired, "Expected the version that was read, as If-Match or as version in the body; came none. Read the intent and send its version.");
        if (ExpressionRules.Check(Expressions(body), "") is { } unreadable) return GraphAnswers.Problem(unreadable);
        return GraphAnswers.Ok(http, await editing.Update(GraphAnswers.Request(caller, key, body.Version ?? ifMatch.Version), intentId, body, cancel));
    }

    internal static async Task<Results<Ok<StorableIntent>, ProblemHttpResult>> Delete(
        string intentId, IfMatch ifMatch, OrganizationContext caller, GraphEditing editing, IdempotencyFeature? key, CancellationToken cancel) =>
        GraphAnswers.Ok(await editing.Delete(GraphAnswers.Request(caller, key, ifMatch.Version), intentId, cancel));

    private static void Check(string intentId, GraphEdit edit, Validation faults)
    {
        faults.RequireText(edit.Goal, "goal", GraphTextRules.LongestGoal);
        GraphTextRules.Optional(edit.Name, "name", GraphTextRules.LongestId, faults);
        GraphTextRules.Optional(edit.SessionId, "session_id", GraphTextRules.LongestId, faults);
        faults.Require(edit.ParentIntent is null || IntentIds.AreWellFormed(edit.ParentIntent), "parent_intent", $"expected an intent's id: {IntentIds.Rule}.");
        faults.Require(edit.ParentIntent != intentId, "parent_intent", "expected another intent than itself.");
        ExpressionRules.CheckSizes(edit.Constraints, edit.Preferences, edit.SuccessCriteria, "", faults);
        GraphTextRules.Map(edit.Metadata, "metadata", GraphTextRules.LongestValue, mayBeEmpty: true, faults);
    }

    private static StorableIntent Expressions(GraphEdit edit) => new()
    {
        IntentId = "",
        Goal = edit.Goal,
        OriginalRequest = edit.Goal,
        Constraints = edit.Constraints ?? new Dictionary<string, string>(),
        Preferences = edit.Preferences ?? new Dictionary<string, string>(),
        SuccessCriteria = edit.SuccessCriteria,
        GenerationContext = new GenerationContext { GenerationTimestamp = default },
        CreatedAt = default,
        UpdatedAt = default,
    };
}
