using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Intents.Rtfs.Evaluation;

public sealed class LimitsTests
{
    [Theory]
    [InlineData("(let [f (fn [self n] (if (= n 0) 0 (self self (dec n))))] (f f 127))", true)]
    [InlineData("(let [f (fn [self n] (if (= n 0) 0 (self self (dec n))))] (f f 128))", false)]
    [InlineData("(let [f (fn [self x] (map (fn [y] (self self y)) [x]))] (f f 1))", false)]
    public void Calls_nest_128_deep(string source, bool ends)
    {
        var result = Expressions.Evaluate(source);

        result.HasValue.ShouldBe(ends);
        if (!ends) result.Error!.Message.ShouldBe("expected at most 128 calls inside each other");
    }

    [Theory]
    [InlineData("(let [f (fn [x] (+ x 1))] (map f (map f (map f items))))")]
    [InlineData("(reduce (fn [a x] (+ a x)) (map (fn [x] (* x x)) items))")]
    [InlineData("(some? (fn [x] (contains? items -1)) items)")]
    [InlineData("(contains? (map (fn [x] [x]) items) [-1])")]
    [InlineData("(let [a [1 1] b [a a] c [b b] d [c c] e [d d] f [e e] g [f f] h [g g] i [h h] j [i i] k [j j] l [k k] m [l l] n [m m] o [n n]] (= o [n n]))")]
    public void Work_ends_within_10_000_steps(string source)
    {
        var items = Expressions.In($$"""{"items": [{{string.Join(',', Enumerable.Range(0, 3000))}}]}""");

        Expressions.EvaluationError(source, items).Message.ShouldBe("expected the evaluation to end within 10000 steps; simplify the expression or judge less data");
    }

    [Fact]
    public void What_takes_fewer_steps_ends() =>
        Expressions.Value("(reduce + (map (fn [x] (* x 2)) items))", Expressions.In($$"""{"items": [{{string.Join(',', Enumerable.Range(0, 1000))}}]}""")).ShouldBe("999000");

    [Theory]
    [InlineData("(string-length (reduce (fn [a x] (str a a)) \"x\" [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16]))", true)]
    [InlineData("(string-length (reduce (fn [a x] (str a a)) \"x\" [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17]))", false)]
    [InlineData("(string-length (reduce (fn [a x] (str a a)) \"ü\" [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16]))", false)]
    [InlineData("(str (reduce (fn [a x] [a a]) [] [1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20]))", false)]
    public void A_string_is_made_up_to_64_KiB(string source, bool fits)
    {
        var result = Expressions.Evaluate(source);

        result.HasValue.ShouldBe(fits);
        if (fits) result.Value!.ToString().ShouldBe("65536");
        else result.Error!.Message.ShouldContain("at most 65536 bytes");
    }

    [Fact]
    public void A_long_text_from_JSON_can_be_searched_but_not_copied()
    {
        var context = Expressions.In($$"""{"text": "{{new string('a', 100_000)}}b"}""");

        Expressions.Value("(string-contains text \"ab\")", context).ShouldBe("true");
        Expressions.Value("(count text)", context).ShouldBe("100001");
        Expressions.EvaluationError("(string-upper text)", context).Kind.ShouldBe(RtfsErrorKind.Limit);
        Expressions.EvaluationError("(str text)", context).Kind.ShouldBe(RtfsErrorKind.Limit);
        Expressions.EvaluationError($"[{string.Concat(Enumerable.Repeat("(count text)", 30))}]", context).Kind.ShouldBe(RtfsErrorKind.Limit);
    }

    [Fact]
    public void A_deep_value_is_neither_compared_nor_printed()
    {
        const string deep = "(reduce (fn [a x] [a]) [] items)";
        var items = Expressions.In($$"""{"items": [{{string.Join(',', Enumerable.Range(0, 1000))}}]}""");

        Expressions.EvaluationError($"(= {deep} {deep})", items).Message.ShouldContain("nested at most 128 deep");
        Expressions.EvaluationError($"(str {deep})", items).Message.ShouldContain("nested at most 128 deep");
        Expressions.Evaluate(deep, items).Value!.ToString().Length.ShouldBeLessThan(130);
    }

    [Theory]
    [InlineData("(re-matches \"(a+)+\\1b\" text)")]
    [InlineData("(re-find \"(?=(a+)+$)\" text)")]
    public void A_regular_expression_that_backtracks_forever_is_stopped(string source) =>
        Expressions.EvaluationError(source, Expressions.In($$"""{"text": "{{new string('a', 60)}}!"}""")).Message.ShouldContain("250 ms");

    [Theory]
    [InlineData("(re-matches \"(a+)+b\" text)", "false")]
    [InlineData("(re-matches \"(a|aa)+\" text)", "true")]
    public void A_regular_expression_without_back_references_takes_linear_time(string source, string value) =>
        Expressions.Value(source, Expressions.In($$"""{"text": "{{new string('a', 900)}}"}""")).ShouldBe(value);

    [Fact]
    public void A_pattern_has_512_characters()
    {
        Expressions.Value($"(re-find \"{new string('a', 512)}\" \"a\")").ShouldBe("nil");
        Expressions.EvaluationError($"(re-find \"{new string('a', 513)}\" \"a\")").Message.ShouldBe("re-find expects a pattern of at most 512 characters, got 513");
    }

    // Calls to the limit, each through all the nesting a source may have, on a stack of the smallest size a thread gets.
    [Fact]
    public void The_outcome_does_not_depend_on_the_stack()
    {
        var wrapped = string.Concat(Enumerable.Repeat("(do ", 50)) + "(self self (dec n))" + new string(')', 50);
        var source = $"(let [f (fn [self n] (if (= n 0) :done {wrapped}))] (f f 120))";
        var onSmallStack = "";

        var thread = new Thread(() => onSmallStack = Expressions.Value(source), 160 * 1024);
        thread.Start();
        thread.Join();

        onSmallStack.ShouldBe(":done");
    }

    [Fact]
    public void A_limit_leaves_the_criteria_undetermined() =>
        ExpressionJudge.Criteria("(let [f (fn [self] (self self))] (f f))", Expressions.Context).Outcome.ShouldBe(Outcome.Undetermined);
}
