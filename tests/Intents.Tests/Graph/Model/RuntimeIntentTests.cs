using IntentEngine.Intents.Rtfs.Judging;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Graph.Model;

public sealed class RuntimeIntentTests
{
    private const string Source = "(intent \"sell\" ;; why not\n  :goal   \"Grow the revenue\")";

    private static readonly StorableIntent Everything = Stored.Intent(
        " (fn [r] (> (:n r) 4))  ; kept",
        new() { ["max-cost"] = "100.0", ["fast"] = "(<  response-time,150)" },
        new() { ["style"] = "\"short\\tü\"" }) with
    {
        Name = "sell",
        SessionId = "session-1",
        RtfsIntentSource = Source,
        ParentIntent = "intent-0",
        TriggeredBy = TriggerSource.SystemEvent,
        Status = GraphStatus.Executing,
        Priority = 9,
        UpdatedAt = Stored.Then.AddDays(1),
        Metadata = new Dictionary<string, string> { ["note"] = "x" },
        Version = 4,
    };

    [Fact]
    public void Stored_to_parsed_and_back_keeps_every_byte()
    {
        RuntimeIntent.TryParse(Everything, out var parsed, out var errors).ShouldBeTrue();

        errors.ShouldBeEmpty();
        parsed.ToStorable().ShouldBeEquivalentTo(Everything);
    }

    [Fact]
    public void Without_expressions_there_is_nothing_to_parse()
    {
        RuntimeIntent.TryParse(Stored.Intent(), out var parsed, out _).ShouldBeTrue();

        parsed.RtfsIntent.ShouldBeNull();
        parsed.SuccessCriteria.ShouldBeNull();
        parsed.ToStorable().ShouldBeEquivalentTo(Stored.Intent());
    }

    [Fact]
    public void The_parsed_twin_holds_forms()
    {
        RuntimeIntent.TryParse(Everything, out var parsed, out _).ShouldBeTrue();

        parsed.SuccessCriteria!.Form.ShouldBeOfType<ListForm>().Head.ShouldBe("fn");
        parsed.Constraints["fast"].Form.ToString().ShouldBe("(< response-time 150)");
        parsed.RtfsIntent!.Name.ShouldBe("sell");
    }

    [Fact]
    public void Every_field_that_cannot_be_parsed_is_named_with_its_line_and_column()
    {
        var broken = Everything with
        {
            RtfsIntentSource = "(intent \"sell\"\n :aim \"x\")",
            Constraints = new Dictionary<string, string> { ["fine"] = "1", ["max-cost"] = "(< 1" },
            Preferences = new Dictionary<string, string> { ["style"] = "1 2" },
            SuccessCriteria = "\n {a 1}",
        };

        RuntimeIntent.TryParse(broken, out var parsed, out var errors).ShouldBeFalse();

        parsed.ShouldBeNull();
        errors.Select(e => e.ToString().Split(',')[0]).ShouldBe(
        [
            "rtfs_intent_source: 2:2: unknown key :aim; expected one of :constraints",
            "constraints.max-cost: 1:5: expected ')' to close the '(' at 1:1",
            "preferences.style: 1:3: expected the end of the text after one expression",
            "success_criteria: 2:3: expected a keyword",
        ]);
    }
}
