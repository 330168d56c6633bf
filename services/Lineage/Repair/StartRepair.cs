using System.Text.Json;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Hosting.Requests;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Lineage.Storage;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Repair;

/// <summary><c>POST /executions/{id}/repair</c> asks the service that owns a failed execution to try it again. The owner decides and audits; nothing is bypassed.</summary>
/// <remarks>Idempotent by the header <c>Idempotency-Key</c>: the same request again is answered with what became of the first.</remarks>
internal static class StartRepair
{
    /// <summary>The body; may be empty.</summary>
    public sealed record Request
    {
        /// <summary><c>retry</c> (default): the same again; <c>repair</c>: with other input. Becomes the trigger kind of the new execution.</summary>
        public string? Kind { get; init; }

        /// <summary>Input for the new attempt, for kind <c>repair</c> of a workflow's step; its shape depends on the step.</summary>
        public JsonElement? InputData { get; init; }

        /// <summary>Why, for people; at most 500 characters.</summary>
        public string? Reason { get; init; }
    }

    public static async Task<Results<Accepted<RequestedRepair>, ProblemHttpResult>> Handle(string id, Request? body, OrganizationContext caller, LineageDbContext db,
        RepairLog log, RepairAnswers answers, TimeProvider clock, IdempotencyFeature? key, CancellationToken cancel)
    {
        var input = body?.InputData is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } given ? given : (JsonElement?)null;
        if (Faults(body, input) is { } refusal) return refusal;
        if (key is not null && await log.UnderKeyAsync(caller.OrganizationId, key.Key, cancel) is { } first) return Again(first, key, await answers.OfAsync(caller.OrganizationId, first.Repair, cancel));

        if (await FailureQueries.FindAsync(db, caller.OrganizationId, id, cancel) is not { } row) return Problems.NotFound($"Execution '{id}' is not known.");
        if (!FailureStatus.IsFailure(row.Status)) return Problems.Conflict($"Only a failed execution is repaired; '{id}' is {row.Status}.", new() { ["current_status"] = row.Status });
        if (RepairOwner.Of(row) is not { } owner)
            return Problems.Conflict($"Execution '{id}' belongs to no service that can be asked to try it again; start it where it ran, with parent_execution_id '{id}'.");

        var repair = new RequestedRepair
        {
            RepairId = Guid.CreateVersion7(clock.GetUtcNow()),
            ExecutionId = id,
            Kind = body?.Kind ?? "retry",
            Owner = owner,
            State = "requested",
            Reason = body?.Reason,
            RequestedBy = caller.Subject,
            RequestedAt = clock.GetUtcNow(),
        };
        try
        {
            await log.RequestAsync(caller.OrganizationId, repair, row.RunId!, input, key, cancel);
        }
        catch (IdempotencyConflictException) when (key is not null)
        {
            // The same request came twice at once and the other committed first.
            var winner = await log.UnderKeyAsync(caller.OrganizationId, key.Key, cancel);
            return Again(winner!.Value, key, await answers.OfAsync(caller.OrganizationId, winner.Value.Repair, cancel));
        }

        return Show(await answers.OfAsync(caller.OrganizationId, repair, cancel));
    }

    private static ProblemHttpResult? Faults(Request? body, JsonElement? input)
    {
        var rules = new Validation();
        rules.Require(body?.Kind is null or "retry" or "repair", "kind", $"expected retry or repair; came '{Executions.Texts.Shorten(body?.Kind ?? "")}'.");
        rules.Require(input is null || body?.Kind == "repair", "input_data", "expected with kind repair alone: a retry is the same again.");
        rules.Require(input is not { } value || IsUnicode(value), "input_data", "expected valid Unicode in every text; came half of a surrogate pair.");
        if (body?.Reason is { } reason) rules.RequireText(reason, "reason", 500);
        return rules.Problem;
    }

    // Escapes such as \ud800 alone are valid JSON, but no message can carry them. What else an owner cannot keep, it says itself.
    private static bool IsUnicode(JsonElement value)
    {
        try
        {
            return Texts(value).All(text => text is not null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string?> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Texts(member.Value).Prepend(member.Name)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [value.GetString()],
        _ => [],
    };

    private static Results<Accepted<RequestedRepair>, ProblemHttpResult> Again((RequestedRepair Repair, byte[]? Hash) first, IdempotencyFeature key, RequestedRepair now) =>
        first.Hash.AsSpan().SequenceEqual(key.RequestHash)
            ? Show(now)
            : Problems.Unprocessable($"This {IdempotencyFeature.HeaderName} was used for another request; expected the same method, path and body. Choose a new key.");

    private static Results<Accepted<RequestedRepair>, ProblemHttpResult> Show(RequestedRepair repair) => repair.State == "refused"
        ? Problems.Conflict(repair.Refusal ?? "The owner of the execution refused.", new() { ["repair_id"] = repair.RepairId, ["owner"] = repair.Owner })
        : TypedResults.Accepted($"/executions/{Uri.EscapeDataString(repair.ExecutionId)}/repairs/{repair.RepairId}", repair);
}
