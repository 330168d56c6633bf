using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Intents.Rtfs.Judging;
using Outcome = IntentEngine.Intents.Rtfs.Judging.Outcome;

namespace IntentEngine.Intents.Rtfs;

/// <summary>An error in a place that is certainly evaluated is the outcome, however deep it sits and whatever surrounds it.</summary>
public sealed class StrictnessTests
{
    // Each of these evaluates its hole before anything else can go wrong or be skipped.
    private static readonly Gen<string> Surroundings = Gen.Elements(
        "(not ☐)", "(= ☐ 1)", "(= 1 ☐)", "(if ☐ true true)", "(if true ☐ true)", "(let [v ☐] true)", "(let [v 1] ☐ true)", "(do ☐ true)",
        "(and ☐ true)", "(and true ☐)", "(or ☐ true)", "(or false ☐)", "[1 ☐]", "{:a ☐}", "(str ☐)", "(nil? ☐)", "(list ☐ true)", "((fn [x] true) ☐)",
        "((fn [] ☐ true))", "(map (fn [x] ☐) [1 2])", "(every? (fn [x] ☐) [1])", "(reduce (fn [a x] ☐) 0 [1])", "(:a {:a ☐})", "(get {:a 1} :b ☐)", "(☐ 1)");

    [Fact]
    public void It_is_never_satisfied_nor_violated() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Surroundings.NonEmptyListOf().Select(s => s.Take(15)).ToArbitrary(), surroundings =>
        {
            var source = surroundings.Aggregate("missing-value", (inner, outer) => outer.Replace("☐", inner, StringComparison.Ordinal));
            var judged = new[] { ExpressionJudge.Criteria($"(do {source})", Expressions.Context), ExpressionJudge.Rule($"(do {source})", Expressions.Context) };
            return judged.All(j => j.Outcome == Outcome.Undetermined && j.Message!.Contains("undefined symbol 'missing-value'", StringComparison.Ordinal));
        }));
}
