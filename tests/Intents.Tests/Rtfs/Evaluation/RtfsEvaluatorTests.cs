using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Intents.Rtfs.Evaluation;

public sealed class RtfsEvaluatorTests
{
    [Theory]
    [InlineData("()", "()")]
    [InlineData("[1 (+ 1 1) [result]]", "[1 2 [{\"summary\" \"ok\" \"total_revenue\" 60000.0 \"n\" 5}]]")]
    [InlineData("{:a (inc 1) \"b\" 2 3 nil}", "{:a 2 \"b\" 2 3 nil}")]
    [InlineData("(do)", "nil")]
    [InlineData("(do 1 2)", "2")]
    [InlineData("(if \"\" 1 2)", "1")]
    [InlineData("(if [] 1 2)", "1")]
    [InlineData("(if false 1 2)", "2")]
    [InlineData("(let [] 1 2)", "2")]
    [InlineData("(let [a 1 a (+ a 1)] a)", "2")]
    [InlineData("(let [a 1] (let [a 2] a))", "2")]
    [InlineData("(let [a 1] (do (let [a 2] a) a))", "1")]
    [InlineData("((fn [a b] (- a b)) 5 3)", "2")]
    [InlineData("((fn [] 1 2))", "2")]
    [InlineData("(let [n 10 add (fn [x] (+ x n)) n 20] (add 1))", "11")]
    [InlineData("(let [f (fn [self n] (if (= n 0) 0 (+ n (self self (dec n)))))] (f f 100))", "5050")]
    [InlineData("(and 1 nil (/ 1 0))", "nil")]
    [InlineData("(or nil 1 (/ 1 0))", "1")]
    [InlineData("(or nil nil)", "nil")]
    [InlineData("(:a {:a 1})", "1")]
    [InlineData("(:b {:a 1})", "nil")]
    [InlineData("(:b {:a 1} 2)", "2")]
    [InlineData("(:b nil)", "nil")]
    [InlineData("(:b nil 2)", "2")]
    [InlineData("(fn [x] x)", "#<function>")]
    public void Forms_have_their_values(string source, string value) => Expressions.Value(source).ShouldBe(value);

    [Theory]
    [InlineData("missing", nameof(RtfsErrorKind.UndefinedSymbol), "1:1: undefined symbol 'missing'")]
    [InlineData("[1\n missing]", nameof(RtfsErrorKind.UndefinedSymbol), "2:2: undefined symbol")]
    [InlineData("(map and [1])", nameof(RtfsErrorKind.UndefinedSymbol), "1:6: undefined symbol 'and'")]
    [InlineData("(1 2)", nameof(RtfsErrorKind.NotCallable), "1:1: expected a function or a keyword to call, got integer 1")]
    [InlineData("(\"f\" 2)", nameof(RtfsErrorKind.NotCallable), "1:1: expected a function or a keyword to call, got string \"f\"")]
    [InlineData("(nil)", nameof(RtfsErrorKind.NotCallable), "1:1: expected")]
    [InlineData("({:a 1} :a)", nameof(RtfsErrorKind.NotCallable), "1:1: expected")]
    [InlineData("((fn [a] a))", nameof(RtfsErrorKind.Arity), "1:1: expected 1 arguments for this function, got 0")]
    [InlineData("((fn [a] a) 1 2)", nameof(RtfsErrorKind.Arity), "1:1: expected 1 arguments for this function, got 2")]
    [InlineData("(:a)", nameof(RtfsErrorKind.Arity), "1:1: :a expects a map and perhaps a default, got 0 arguments")]
    [InlineData("(:a {} 1 2)", nameof(RtfsErrorKind.Arity), "1:1: :a expects")]
    [InlineData("(:a 5)", nameof(RtfsErrorKind.Type), "1:1: :a expects a map, got integer")]
    [InlineData("(:a [1])", nameof(RtfsErrorKind.Type), "1:1: :a expects a map, got vector")]
    [InlineData("(if missing 1 2)", nameof(RtfsErrorKind.UndefinedSymbol), "1:5: undefined")]
    [InlineData("(do missing true)", nameof(RtfsErrorKind.UndefinedSymbol), "1:5: undefined")]
    [InlineData("(or missing true)", nameof(RtfsErrorKind.UndefinedSymbol), "1:5: undefined")]
    [InlineData("(and missing false)", nameof(RtfsErrorKind.UndefinedSymbol), "1:6: undefined")]
    public void Errors_have_a_kind_and_a_place(string source, string kind, string message)
    {
        var error = Expressions.EvaluationError(source);

        error.Kind.ToString().ShouldBe(kind);
        error.ToString().ShouldStartWith(message);
    }

    [Fact]
    public void Locals_hide_the_context_which_hides_the_built_in_functions()
    {
        var context = Expressions.In("""{"count": 7}""");

        Expressions.Value("(let [count 8] count)", context).ShouldBe("8");
        Expressions.Value("count", context).ShouldBe("7");
        Expressions.EvaluationError("(count [])", context).Kind.ShouldBe(RtfsErrorKind.NotCallable);
        Expressions.Value("(count [])").ShouldBe("0");
    }

    [Fact]
    public void A_name_of_a_special_form_stays_that_form() => Expressions.Value("(let [if 5] (if false if 6))").ShouldBe("6");

    [Fact]
    public void The_same_function_evaluates_the_same_every_time() =>
        Enumerable.Range(0, 20).Select(_ => ExpressionJudge.Criteria("(every? (fn [k] (string? k)) (keys result))", Expressions.Context)).Distinct().ShouldBe([Judgement.Satisfied]);
}
