using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Rtfs.Judging;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.IntentForms;

public sealed class IntentFormReaderTests
{
    private const string Full = """
        ; An intent with everything.
        (ccos/intent "analyse-sales"
          :goal "Analyse the sales"
          :original-request "Please look at \"Q3\""
          :constraints {:max-cost 100.0, "fast" (< response-time 150)
                        :region :eu}
          :preferences {:style "short" :any [1 , 2]}
          :success-criteria (fn [r]   (> (:n r) 4)) ; spaces stay
          :status :suspended
          :parent "intent-0"
          :triggered-by "plan_execution"
          :priority 7)
        """;

    [Fact]
    public void Everything_it_says_is_read_and_expressions_keep_their_text()
    {
        var intent = Read(Full);

        intent.Source.ShouldBe(Full);
        (intent.Name, intent.Goal, intent.OriginalRequest).ShouldBe(("analyse-sales", "Analyse the sales", "Please look at \"Q3\""));
        intent.Constraints.ToDictionary(c => c.Key, c => c.Value.Source)
            .ShouldBe(new Dictionary<string, string> { ["max-cost"] = "100.0", ["fast"] = "(< response-time 150)", ["region"] = ":eu" });
        intent.Preferences["any"].Source.ShouldBe("[1 , 2]");
        intent.SuccessCriteria!.Source.ShouldBe("(fn [r]   (> (:n r) 4))");
        intent.SuccessCriteria.Form.Span.At.ShouldBe(SourcePosition.Start);
        (intent.Status, intent.Parent, intent.TriggeredBy, intent.Priority).ShouldBe((GraphStatus.Suspended, "intent-0", TriggerSource.PlanExecution, 7u));
    }

    [Fact]
    public void What_it_says_becomes_an_intent_to_store()
    {
        var stored = Read(Full).ToStorable("intent-1", new GenerationContext { GenerationTimestamp = Stored.Then }, Stored.Then);

        stored.RtfsIntentSource.ShouldBe(Full);
        stored.Name.ShouldBe("analyse-sales");
        stored.SuccessCriteria.ShouldBe("(fn [r]   (> (:n r) 4))");
        stored.Constraints["fast"].ShouldBe("(< response-time 150)");
        (stored.Status, stored.Priority, stored.ParentIntent, stored.TriggeredBy).ShouldBe((GraphStatus.Suspended, 7u, "intent-0", TriggerSource.PlanExecution));
        RuntimeIntent.TryParse(stored, out _, out _).ShouldBeTrue();
    }

    [Fact]
    public void What_it_does_not_say_has_the_usual_defaults()
    {
        var stored = Read("(intent greet :goal \"Say hello\")").ToStorable("intent-1", new GenerationContext { GenerationTimestamp = Stored.Then }, Stored.Then);

        (stored.Name, stored.OriginalRequest, stored.SuccessCriteria, stored.ParentIntent).ShouldBe(("greet", "Say hello", null, null));
        (stored.Status, stored.Priority, stored.TriggeredBy).ShouldBe((GraphStatus.Active, 0u, TriggerSource.HumanRequest));
        stored.Constraints.ShouldBeEmpty();
        stored.Preferences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("(plan \"x\")", "1:1: expected (intent \"name\" :goal \"…\" …), got (plan \"x\")")]
    [InlineData("[intent]", "1:1: expected (intent")]
    [InlineData("(intent)", "1:1: expected the intent's name, a string or symbol, after 'intent', got ')'")]
    [InlineData("(intent :goal \"x\")", "1:9: expected the intent's name, a string or symbol, after 'intent', got :goal")]
    [InlineData("(intent \" \" :goal \"x\")", "1:9: expected the intent's name")]
    [InlineData("(intent \"x\")", "1:1: expected :goal, which every intent must have")]
    [InlineData("(intent \"x\" :goal)", "1:13: expected a value after :goal, got ')'")]
    [InlineData("(intent \"x\" :goal \"\")", "1:19: expected a string that is not empty after :goal, got \"\"")]
    [InlineData("(intent \"x\" :goal x)", "1:19: expected a string that is not empty after :goal, got x")]
    [InlineData("(intent \"x\" :goal \"a\"\n :goal \"b\")", "2:2: expected every key once, got :goal again")]
    [InlineData("(intent \"x\" :gaol \"a\")", "1:13: unknown key :gaol; expected one of :constraints, :goal, :original-request, :parent, :preferences, :priority, :status, :success-criteria, :triggered-by")]
    [InlineData("(intent \"x\" \"goal\" \"a\")", "1:13: expected a key such as :goal, got \"goal\"")]
    [InlineData("(intent \"x\" :goal \"a\" :constraints [1])", "1:36: expected a map after :constraints, got [1]")]
    [InlineData("(intent \"x\" :goal \"a\" :preferences nil)", "1:36: expected a map after :preferences, got nil")]
    [InlineData("(intent \"x\" :goal \"a\" :constraints {1 2})", "1:37: expected a keyword or a string as name in :constraints, got 1")]
    [InlineData("(intent \"x\" :goal \"a\" :constraints {:a 1 \"a\" 2})", "1:42: expected every name in :constraints once, got a again")]
    [InlineData("(intent \"x\" :goal \"a\" :status :done)", "1:31: expected one of Active, Executing, Completed, Failed, Suspended, Archived after :status, got :done")]
    [InlineData("(intent \"x\" :goal \"a\" :triggered-by 1)", "1:37: expected one of HumanRequest,")]
    [InlineData("(intent \"x\" :goal \"a\" :priority -1)", "1:33: expected an integer from 0 to 4294967295 after :priority, got -1")]
    [InlineData("(intent \"x\" :goal \"a\") (intent \"y\" :goal \"b\")", "1:24: expected the end of the text after one expression, got '('")]
    [InlineData("(intent \"x\" :goal \"(intent\"", "1:28: expected ')'")]
    public void What_is_wrong_is_named_with_its_place(string source, string error)
    {
        IntentFormReader.TryRead(source, out _, out var why).ShouldBeFalse();

        why!.ToString().ShouldStartWith(error);
    }

    private static IntentForm Read(string source) =>
        IntentFormReader.TryRead(source, out var intent, out var error) ? intent : throw new InvalidOperationException(error.ToString());
}
