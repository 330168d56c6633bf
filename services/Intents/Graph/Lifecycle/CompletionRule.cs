using System.Text.Json;
using IntentEngine.Intents.Graph.Changes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Rtfs.Judging;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Ends an attempt at an intent: the result is judged by its success criteria, and the verdict decides where it goes (spec semantics §1.11).</summary>
internal sealed class CompletionRule(StatusChanges changes)
{
    /// <summary>What an attempt came to.</summary>
    /// <param name="Success">Whether it says that it succeeded.</param>
    /// <param name="Result">What it gave. Null: nothing.</param>
    /// <param name="Context">An object whose keys are variables of the criteria. Null: none.</param>
    /// <param name="Errors">Why it did not succeed; for people.</param>
    internal sealed record Attempt(bool Success, JsonElement? Result, JsonElement? Context, IReadOnlyList<string> Errors);

    /// <summary>Where the intent went, and how each of its rules was judged.</summary>
    internal sealed record Completed(StorableIntent Intent, Judgement Criteria, IReadOnlyList<NamedJudgement> Constraints, IReadOnlyList<NamedJudgement> Preferences);

    /// <summary>Judges and moves.</summary>
    public async Task<Outcome<Completed>> Complete(GraphRequest request, string id, Attempt attempt, CancellationToken cancel)
    {
        CompletionVerdict? verdict = null;
        Completed View(StorableIntent intent) => new(intent, verdict!.Criteria, verdict.Constraints, verdict.Preferences);
        var outcome = await changes.Change(request, id, (intent, now) =>
        {
            verdict = CriteriaJudge.Judge(intent, attempt.Success, attempt.Result, attempt.Context);
            return GraphDecisions.Move(intent, verdict.Status, Reason(verdict, attempt), now);
        }, cancel, intent => request.Remember(StatusCodes.Status200OK, View(intent)));
        return outcome.Select(View);
    }

    private static string Reason(CompletionVerdict verdict, Attempt attempt) => attempt.Success
        ? verdict.Status == GraphStatus.Failed ? GraphReasons.Of("Intent failed", verdict.Reason) : GraphReasons.Of(verdict.Reason, null)
        : GraphReasons.Of("Intent failed with errors", attempt.Errors.Count == 0 ? verdict.Reason : string.Join("; ", attempt.Errors));
}
