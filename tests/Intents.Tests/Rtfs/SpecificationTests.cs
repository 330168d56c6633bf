using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Intents.Rtfs;

/// <summary>Every test vector of spec semantics §1.11.</summary>
public sealed class SpecificationTests
{
    [Theory]
    [InlineData("(> uptime 0.99)")]
    [InlineData("(fn [r] (and (map? r) (contains? r :summary) (not (empty? (get r :summary)))))")]
    public void Satisfied(string criteria) => Judge(criteria).ShouldBe(Judgement.Satisfied);

    [Theory]
    [InlineData("(< response-time 150)")]
    [InlineData("(and (map? 3) (> (get 3 :n) 1))")]
    public void Violated(string criteria) => Judge(criteria).ShouldBe(Judgement.Violated);

    [Theory]
    [InlineData("(> monthly-cost 10)", "1:4: undefined symbol 'monthly-cost'")]
    [InlineData("(> 1 \"a\")", "1:1: > expects two numbers or two strings, got integer, string")]
    [InlineData("(> 1)", "1:1: > expects exactly 2 arguments, got 1")]
    [InlineData("(get nil :x)", "1:1: get expects a map with a keyword")]
    public void Undetermined(string criteria, string why)
    {
        Judge(criteria).Outcome.ShouldBe(Outcome.Undetermined);
        Judge(criteria).Message.ShouldStartWith(why);
    }

    [Fact]
    public void A_description_is_not_evaluable() => Judge("\"User greeted\"").Outcome.ShouldBe(Outcome.NotEvaluable);

    [Theory]
    [InlineData("(if nil 1)", "nil")]
    [InlineData("(if 0 1 2)", "1")]
    [InlineData("(or nil false)", "false")]
    [InlineData("(and 1 \"x\")", "\"x\"")]
    [InlineData("(and)", "true")]
    [InlineData("(or)", "false")]
    [InlineData("(let [a 1 b (+ a 1)] (* a b))", "2")]
    [InlineData("(get [1 2] 5 :d)", ":d")]
    [InlineData("(:n result)", "5")]
    [InlineData("(> \"b\" \"a\")", "true")]
    public void Values(string expression, string value) => Expressions.Value(expression).ShouldBe(value);

    [Theory]
    [InlineData("(+ 1", "1:5")]
    [InlineData("{a 1}", "1:2")]
    [InlineData("(let [x] x)", "1:6")]
    public void Errors_with_their_position(string source, string at)
    {
        Expressions.ParseError(source).At.ToString().ShouldBe(at);
        Judge(source).Outcome.ShouldBe(Outcome.Undetermined);
        Judge(source).Message.ShouldStartWith(at + ": expected ");
    }

    private static Judgement Judge(string criteria) => ExpressionJudge.Criteria(criteria, Expressions.Context);
}
