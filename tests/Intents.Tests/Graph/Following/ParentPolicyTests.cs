using IntentEngine.Intents.Graph.Lifecycle;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Following;

public sealed class ParentPolicyTests
{
    private InMemoryGraph _graph = new();

    private async Task Family(string? criteria = null, bool optional = false)
    {
        await _graph.Plant([GraphSample.Intent("root") with { SuccessCriteria = criteria }, GraphSample.Intent("one") with { ParentIntent = "root" }, GraphSample.Intent("two") with { ParentIntent = "root" }],
            GraphSample.Edge("one", "root", EdgeType.IsSubgoalOf),
            GraphSample.Edge("two", "root", EdgeType.IsSubgoalOf) with { Metadata = optional ? new Dictionary<string, string> { ["required"] = "false" } : new Dictionary<string, string>() });
    }

    private async Task End(string id, GraphStatus status)
    {
        (await _graph.Go(id, status)).Refusal.ShouldBeNull();
        await _graph.Policy.Follow(_graph.Id, id, null, default);
    }

    [Fact]
    public async Task The_root_is_completed_with_the_last_of_its_subgoals()
    {
        await Family();

        await End("one", GraphStatus.Completed);
        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);
        await End("two", GraphStatus.Completed);
        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Completed);

        (await _graph.Store.HistoryAsync(_graph.Id, "root", default))[^1].ShouldSatisfyAllConditions(
            l => l.Actor.ShouldBe("intent-graph"), l => l.Reason.ShouldBe("Intent completed successfully: all 2 required subgoals are completed"));
    }

    [Fact]
    public async Task Hearing_of_it_again_changes_nothing()
    {
        await Family();
        await End("one", GraphStatus.Completed);
        await End("two", GraphStatus.Completed);
        var before = await _graph.Fingerprint();

        await _graph.Policy.Follow(_graph.Id, "two", null, default);

        (await _graph.Fingerprint()).ShouldBe(before);
    }

    [Fact]
    public async Task The_root_fails_with_a_required_subgoal()
    {
        await Family();

        await End("one", GraphStatus.Failed);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Failed);
        (await _graph.Store.HistoryAsync(_graph.Id, "root", default))[^1].Reason.ShouldBe("Intent failed: required subgoal one failed");
    }

    [Fact]
    public async Task An_optional_subgoal_may_fail_but_not_stay_open()
    {
        await Family(optional: true);

        await End("one", GraphStatus.Completed);
        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);
        await End("two", GraphStatus.Failed);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Completed);
    }

    [Fact]
    public async Task An_intent_with_success_criteria_waits_for_a_result()
    {
        await Family(criteria: "(> n 1)");

        await End("one", GraphStatus.Completed);
        await End("two", GraphStatus.Completed);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);
    }

    [Fact]
    public async Task By_hand_when_it_is_switched_off()
    {
        _graph = new InMemoryGraph(new GraphSettings { CompleteParents = false, FailParents = false });
        await Family();

        await End("one", GraphStatus.Completed);
        await End("two", GraphStatus.Failed);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);
    }

    [Fact]
    public async Task A_root_that_waits_for_something_else_follows_when_that_is_completed()
    {
        await Family();
        await _graph.Plant([GraphSample.Intent("budget")], GraphSample.Edge("root", "budget"));
        await End("one", GraphStatus.Completed);
        await End("two", GraphStatus.Completed);
        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);

        await End("budget", GraphStatus.Completed);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Completed);
    }

    [Fact]
    public async Task A_root_that_was_suspended_meanwhile_follows_when_it_is_resumed()
    {
        await Family();
        await _graph.Go("root", GraphStatus.Suspended);
        await End("one", GraphStatus.Completed);
        await End("two", GraphStatus.Completed);
        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Suspended);

        await End("root", GraphStatus.Active);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Completed);
    }

    [Fact]
    public async Task A_root_that_is_retried_before_its_subgoal_does_not_fail_at_once()
    {
        await Family();
        await End("one", GraphStatus.Failed);

        await End("root", GraphStatus.Active);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Active);
    }

    [Fact]
    public async Task Taking_away_the_last_open_subgoal_completes_the_root()
    {
        await Family();
        await End("one", GraphStatus.Completed);
        (await _graph.Edges.Remove(_graph.Request, "two", "root", EdgeType.IsSubgoalOf, default)).Refusal.ShouldBeNull();

        await _graph.Policy.Unlinked(_graph.Id, "two", "root", default);

        (await _graph.StatusOf("root")).ShouldBe(GraphStatus.Completed);
    }
}
