using System.Text.Json;
using IntentEngine.Intents.Graph.Model;

namespace IntentEngine.Intents.Rtfs.Judging;

public sealed class CriteriaJudgeTests
{
    private static readonly JsonElement Result = Expressions.Json("""{"summary": "ok", "total_revenue": 60000.0, "n": 5}""");
    private static readonly JsonElement Context = Expressions.Json("""{"uptime": 0.995, "response-time": 180}""");

    [Theory]
    [InlineData(null, "Completed", "Intent completed successfully")]
    [InlineData("(> (:total-revenue result) 50000)", "Completed", "Intent completed successfully")]
    [InlineData("(fn [r] (> (:n r) 4))", "Completed", "Intent completed successfully")]
    [InlineData("\"Everybody was greeted\"", "Completed", "Intent completed successfully")]
    [InlineData("nil", "Completed", "Intent completed successfully")]
    [InlineData("{:revenue 50000}", "Completed", "Intent completed successfully")]
    [InlineData("true", "Completed", "Intent completed successfully")]
    [InlineData("map?", "Completed", "Intent completed successfully")]
    [InlineData("false", "Failed", "success criteria not met")]
    [InlineData("(> (:total-revenue result) 70000)", "Failed", "success criteria not met")]
    [InlineData("(fn [r] (:missing r))", "Failed", "success criteria not met")]
    [InlineData("(> monthly-cost 10)", "Suspended", "criteria undetermined: 1:4: undefined symbol 'monthly-cost'")]
    [InlineData("done", "Suspended", "criteria undetermined: 1:1: undefined symbol 'done'")]
    [InlineData("(fn [] true)", "Suspended", "criteria undetermined: 1:1: expected 0 arguments for this function, got 1")]
    [InlineData("(fn [r] (fn [x] false))", "Suspended", "criteria undetermined: expected true or false, got a function")]
    [InlineData("(> 1", "Suspended", "criteria undetermined: 1:5: expected ')'")]
    [InlineData("", "Suspended", "criteria undetermined: 1:1: expected an expression")]
    public void A_successful_execution_is_judged_by_the_criteria(string? criteria, string status, string reason)
    {
        var verdict = CriteriaJudge.Judge(Stored.Intent(criteria), success: true, Result, Context);

        verdict.Status.ToString().ShouldBe(status);
        verdict.Reason.ShouldStartWith(reason);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("true")]
    [InlineData("false")]
    [InlineData("missing")]
    public void An_execution_without_success_fails_whatever_the_criteria_say(string? criteria)
    {
        var verdict = CriteriaJudge.Judge(Stored.Intent(criteria), success: false, Result, Context);

        (verdict.Status, verdict.Reason).ShouldBe((GraphStatus.Failed, "execution did not succeed"));
    }

    [Fact]
    public void Constraints_and_preferences_are_reported_by_name_and_decide_nothing()
    {
        var rules = new Dictionary<string, string>
        {
            ["max-cost"] = "100.0",
            ["fast"] = "(< response-time 150)",
            ["available"] = "(> uptime 0.99)",
            ["by-map"] = "(fn [all] (and (= (:response-time all) 180) (= (get-in all [:result :n]) 5)))",
            ["unknown"] = "(> monthly-cost 10)",
            ["broken"] = "(> 1",
            ["word"] = "cheap",
        };

        var verdict = CriteriaJudge.Judge(Stored.Intent(null, rules, rules), success: true, Result, Context);

        verdict.Status.ShouldBe(GraphStatus.Completed);
        verdict.Constraints.Select(c => (c.Name, c.Judgement.Outcome)).ShouldBe(
        [
            ("available", Outcome.Satisfied),
            ("broken", Outcome.Undetermined),
            ("by-map", Outcome.Satisfied),
            ("fast", Outcome.Violated),
            ("max-cost", Outcome.NotEvaluable),
            ("unknown", Outcome.Undetermined),
            ("word", Outcome.NotEvaluable),
        ]);
        verdict.Preferences.ShouldBe(verdict.Constraints);
    }

    [Fact]
    public void The_result_wins_over_a_key_of_the_context_with_its_name()
    {
        var context = Expressions.Json("""{"result": {"n": 99}}""");

        CriteriaJudge.Judge(Stored.Intent("(= (:n result) 5)"), success: true, Result, context).Criteria.ShouldBe(Judgement.Satisfied);
        CriteriaJudge.Judge(Stored.Intent("(nil? result)"), success: true, null, context).Criteria.ShouldBe(Judgement.Satisfied);
    }

    [Theory]
    [InlineData("5", "expected a JSON object as context, got integer")]
    [InlineData("[1]", "expected a JSON object as context, got vector")]
    [InlineData("{\"a\": \"\\udc00\"}", "not valid Unicode")]
    public void A_context_that_cannot_be_read_leaves_everything_undetermined(string context, string why)
    {
        var intent = Stored.Intent("true", new() { ["a"] = "(do true)", ["b"] = "5" });

        var verdict = CriteriaJudge.Judge(intent, success: true, Result, Expressions.Json(context));

        verdict.Status.ShouldBe(GraphStatus.Suspended);
        verdict.Reason.ShouldContain(why);
        verdict.Constraints.Select(c => c.Judgement.Outcome).ShouldBe([Outcome.Undetermined, Outcome.NotEvaluable]);
        CriteriaJudge.Judge(Stored.Intent(), success: true, Result, Expressions.Json(context)).Status.ShouldBe(GraphStatus.Completed);
    }

    [Fact]
    public void What_a_result_holds_cannot_make_a_reason_that_no_database_keeps()
    {
        var verdict = CriteriaJudge.Judge(Stored.Intent("((:name result) 1)"), success: true, Expressions.Json($$"""{"name": "a\u0000b{{new string('x', 5000)}}"}"""), null);

        verdict.Status.ShouldBe(GraphStatus.Suspended);
        verdict.Reason.ShouldNotContain("\0");
        verdict.Reason.Length.ShouldBeLessThan(600);
    }

    [Fact]
    public void Without_result_and_context_there_are_no_variables() =>
        CriteriaJudge.Judge(Stored.Intent("(and (nil? result) (= 1 1))"), success: true, null, null).Status.ShouldBe(GraphStatus.Completed);
}
