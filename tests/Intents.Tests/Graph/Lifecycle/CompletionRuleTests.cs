using System.Text.Json;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Rtfs.Judging;

namespace IntentEngine.Intents.Graph.Lifecycle;

public sealed class CompletionRuleTests
{
    private readonly InMemoryGraph _graph = new();

    [Theory]
    [InlineData(null, true, GraphStatus.Completed, "Intent completed successfully")]
    [InlineData("(> (get result :n) 3)", true, GraphStatus.Completed, "Intent completed successfully")]
    [InlineData("(> (get result :n) 9)", true, GraphStatus.Failed, "Intent failed: success criteria not met")]
    [InlineData("(> cost 9)", true, GraphStatus.Suspended, "criteria undetermined")]
    [InlineData("\"the user is greeted\"", true, GraphStatus.Completed, "Intent completed successfully")]
    [InlineData("(> (get result :n) 3)", false, GraphStatus.Failed, "Intent failed with errors: out of paper; out of ink")]
    public async Task The_criteria_decide(string? criteria, bool success, object status, string reason)
    {
        await _graph.Plant([GraphSample.Intent("a", status: GraphStatus.Executing) with { SuccessCriteria = criteria }]);
        var result = JsonSerializer.Deserialize<JsonElement>("{\"n\": 5}");

        var done = (await new CompletionRule(_graph.Changes).Complete(_graph.Request, "a", new(success, result, null, ["out of paper", "out of ink"]), default)).Value!;

        done.Intent.Status.ShouldBe((GraphStatus)status);
        (await _graph.Store.HistoryAsync(_graph.Id, "a", default))[^1].Reason.ShouldStartWith(reason);
    }

    [Fact]
    public async Task Constraints_and_preferences_are_reported()
    {
        await _graph.Plant([GraphSample.Intent("a") with { Constraints = new Dictionary<string, string> { ["cheap"] = "(< cost 3)" }, Preferences = new Dictionary<string, string> { ["fast"] = "(< ms 10)" } }]);
        var context = JsonSerializer.Deserialize<JsonElement>("{\"cost\": 5, \"ms\": 4}");

        var done = (await new CompletionRule(_graph.Changes).Complete(_graph.Request, "a", new(true, null, context, []), default)).Value!;

        done.Constraints.ShouldHaveSingleItem().ShouldBe(new NamedJudgement("cheap", Judgement.Violated));
        done.Preferences.ShouldHaveSingleItem().ShouldBe(new NamedJudgement("fast", Judgement.Satisfied));
        done.Intent.Status.ShouldBe(GraphStatus.Completed);
    }

    [Fact]
    public async Task What_is_completed_is_not_completed_again()
    {
        await _graph.Plant([GraphSample.Intent("a", status: GraphStatus.Completed)]);

        (await new CompletionRule(_graph.Changes).Complete(_graph.Request, "a", new(true, null, null, []), default)).Refusal!.Message.ShouldBe("Cannot transition from Completed to Completed");
    }
}
