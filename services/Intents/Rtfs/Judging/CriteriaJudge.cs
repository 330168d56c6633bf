using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>
/// Decides where an execution that ended leaves its intent (completion rule: spec semantics §1.11): success and criteria satisfied, absent or
/// only described: completed; success and criteria violated: failed; success and criteria undetermined: suspended; no success: failed.
/// </summary>
internal static class CriteriaJudge
{
    /// <summary>Judges an intent's rules against what its execution gave. Pure; never throws for what the intent, the result or the context holds.</summary>
    /// <param name="intent">The intent; its sources need not be valid.</param>
    /// <param name="success">Whether the execution says that it succeeded.</param>
    /// <param name="result">What it gave, bound to <c>result</c>. Null: nothing.</param>
    /// <param name="context">A JSON object whose keys are the variables of the expressions. Null: none.</param>
    public static CompletionVerdict Judge(StorableIntent intent, bool success, JsonElement? result, JsonElement? context)
    {
        var readable = JudgingContext.TryRead(result, context, out var judging, out var why);
        Judgement Read(Judgement judgement) => readable || judgement.Outcome == Outcome.NotEvaluable ? judgement : Judgement.Undetermined(why!);
        NamedJudgement[] Rules(IReadOnlyDictionary<string, string> rules) =>
            [.. rules.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => new NamedJudgement(r.Key, Read(ExpressionJudge.Rule(r.Value, judging ?? JudgingContext.Empty))))];

        var criteria = intent.SuccessCriteria is null ? Judgement.Satisfied : Read(ExpressionJudge.Criteria(intent.SuccessCriteria, judging ?? JudgingContext.Empty));
        var (status, reason) = Decide(success, criteria);
        return new CompletionVerdict
        {
            Status = status,
            Reason = reason,
            Criteria = criteria,
            Constraints = Rules(intent.Constraints),
            Preferences = Rules(intent.Preferences),
        };
    }

    private static (GraphStatus Status, string Reason) Decide(bool success, Judgement criteria) => (success, criteria.Outcome) switch
    {
        (false, _) => (GraphStatus.Failed, "execution did not succeed"),
        (true, Outcome.Violated) => (GraphStatus.Failed, "success criteria not met"),
        (true, Outcome.Satisfied or Outcome.NotEvaluable) => (GraphStatus.Completed, "Intent completed successfully"),
        _ => (GraphStatus.Suspended, $"criteria undetermined: {criteria.Message}"),
    };
}
