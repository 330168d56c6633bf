using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

public sealed class GraphOperationsTests
{
    [Theory]
    [InlineData("Start", GraphStatus.Active, GraphStatus.Executing, "Intent started: because")]
    [InlineData("Rollback", GraphStatus.Executing, GraphStatus.Active, "Intent rolled back: because")]
    [InlineData("Fail", GraphStatus.Executing, GraphStatus.Failed, "Intent failed: because")]
    [InlineData("Suspend", GraphStatus.Active, GraphStatus.Suspended, "Intent suspended: because")]
    [InlineData("Resume", GraphStatus.Suspended, GraphStatus.Active, "Intent resumed: because")]
    [InlineData("Retry", GraphStatus.Failed, GraphStatus.Active, "Intent retried: because")]
    [InlineData("Archive", GraphStatus.Completed, GraphStatus.Archived, "Intent archived: because")]
    [InlineData("Reactivate", GraphStatus.Archived, GraphStatus.Active, "Intent reactivated: because")]
    public async Task Each_operation_leads_where_it_says_and_records_why(string operation, object before, object after, string reason)
    {
        var (from, to) = ((GraphStatus)before, (GraphStatus)after);
        var graph = new InMemoryGraph();
        await graph.Plant([GraphSample.Intent("a", status: from)]);

        (await graph.Changes.Operate(graph.Request, "a", Enum.Parse<GraphOperation>(operation), "because", default)).Value!.Status.ShouldBe(to);

        var line = (await graph.Store.HistoryAsync(graph.Id, "a", default)).ShouldHaveSingleItem();
        line.ShouldSatisfyAllConditions(l => l.Reason.ShouldBe(reason), l => l.Actor.ShouldBe("tester"), l => l.Version.ShouldBe(2), l => l.At.ShouldBe(graph.Clock.GetUtcNow()));
        line.Action.ShouldBe(to == GraphStatus.Archived ? "IntentArchived" : from == GraphStatus.Archived ? "IntentReactivated" : "IntentStatusChanged");
        graph.Facts.All.ShouldHaveSingleItem().ShouldBeOfType<GraphStatusChanged>().ShouldSatisfyAllConditions(
            fact => fact.OldStatus.ShouldBe(from.Word()), fact => fact.NewStatus.ShouldBe(to.Word()), fact => fact.Version.ShouldBe(2), fact => fact.Reason.ShouldBe(reason));
    }

    [Theory]
    [InlineData("Resume", GraphStatus.Archived, "use Reactivate")]
    [InlineData("Reactivate", GraphStatus.Failed, "use Retry")]
    [InlineData("Retry", GraphStatus.Suspended, "use Resume")]
    [InlineData("Resume", GraphStatus.Executing, "use Rollback")]
    public void What_leads_back_to_active_is_meant_for_one_status(string operation, object from, string advice)
    {
        var refused = GraphOperations.Apply(GraphSample.Intent("a", status: (GraphStatus)from), Enum.Parse<GraphOperation>(operation), null, GraphSample.Start).ShouldBeOfType<GraphDecision.Refused>();

        refused.Message.ShouldStartWith($"Cannot transition from {from} to Active");
        refused.Message.ShouldContain(advice);
    }

    [Fact]
    public async Task An_unknown_intent_is_named()
    {
        var graph = new InMemoryGraph();

        (await graph.Go("nobody", GraphStatus.Archived)).Refusal.ShouldSatisfyAllConditions(r => r!.Status.ShouldBe(404), r => r!.Message.ShouldBe("Intent nobody not found"));
    }

    [Fact]
    public async Task A_version_that_has_passed_changes_nothing()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([GraphSample.Intent("a")]);
        await graph.Go("a", GraphStatus.Suspended);

        (await graph.Changes.Transition(graph.Request with { ExpectedVersion = 1 }, "a", GraphStatus.Active, null, default)).Refusal!.Status.ShouldBe(412);

        (await graph.StatusOf("a")).ShouldBe(GraphStatus.Suspended);
    }

    [Fact]
    public async Task Of_many_who_start_the_same_intent_one_wins()
    {
        var graph = new InMemoryGraph();
        await graph.Plant([GraphSample.Intent("a")]);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => graph.Changes.Operate(graph.Request, "a", GraphOperation.Start, null, default))));

        outcomes.Count(o => o.Refusal is null).ShouldBe(1);
        (await graph.Store.HistoryAsync(graph.Id, "a", default)).Count.ShouldBe(1);
    }
}
