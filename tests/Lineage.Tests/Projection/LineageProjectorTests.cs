using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Events;
using IntentEngine.Lineage.Executions;
using Shouldly;

namespace IntentEngine.Lineage.Projection;

public sealed class LineageProjectorTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task The_highest_sequence_is_the_present_state_whatever_comes_last()
    {
        await _acme.RecordAsync(_acme.Execution("e", sequence: 3, status: "completed"));
        await _acme.RecordAsync(_acme.Execution("e", sequence: 2, status: "running"));

        (await _acme.GetAsync<ExecutionById.Response>("/executions/e")).Execution.Status.ShouldBe("completed");
    }

    [Fact]
    public async Task A_fact_told_again_changes_nothing()
    {
        var batch = new RecordLineage { Executions = [_acme.Execution("e"), _acme.Execution("e")], Artifacts = [_acme.Artifact("a", parents: "b"), _acme.Artifact("a", parents: "b")] };
        await _acme.RecordAsync(batch);
        var before = await _acme.TablesAsync();

        await _acme.RecordAsync(batch);

        (await _acme.TablesAsync()).ShouldBe(before);
        (await _acme.GetAsync<EventsById.Response>("/executions/e/events")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task Events_come_in_the_order_of_the_executions_own_history()
    {
        await _acme.RecordAsync(_acme.Execution("e", 3, "failed") with { ErrorType = "timeout" }, _acme.Execution("e", 1, "pending"), _acme.Execution("e", 2, "running"));

        var all = await _acme.GetAsync<EventsById.Response>("/executions/e/events");
        var last = await _acme.GetAsync<EventsById.Response>("/executions/e/events?tail=1");

        all.Events.Select(e => (e.Sequence, e.Type)).ShouldBe([(1, "execution_pending"), (2, "execution_started"), (3, "execution_failed")]);
        all.Events[2].Data.GetProperty("error_type").GetString().ShouldBe("timeout");
        (last.Events.ShouldHaveSingleItem().Sequence, last.Total).ShouldBe((3, 3));
    }

    [Fact]
    public async Task One_message_carries_facts_of_several_organizations_and_each_sees_its_own()
    {
        var bolt = host.NewOrganization();
        await _acme.RecordAsync(new RecordLineage { Executions = [_acme.Execution("same"), bolt.Execution("same", status: "failed"), bolt.Execution("only")], Artifacts = [bolt.Artifact("a")] });

        (await _acme.GetAsync<ExecutionList.Page>("/executions")).Executions.Select(e => e.Status).ShouldBe(["completed"]);
        (await bolt.GetAsync<ExecutionList.Page>("/executions")).Total.ShouldBe(2);
        (await bolt.GetAsync<ExecutionById.Response>("/executions/same")).Execution.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Facts_that_cannot_be_stored_are_named_and_hold_up_no_other()
    {
        var bolt = host.NewOrganization();
        var unstorable = _acme.Execution("bad") with { Data = JsonDocument.Parse("""{"x":"\u0000"}""").RootElement };
        var unindexable = _acme.Execution(string.Concat(Enumerable.Range(0, 200).Select(_ => Guid.NewGuid().ToString("N"))));
        var facts = Enumerable.Range(0, 20).Select(i => _acme.Execution($"e{i:00}"));

        var refusal = await Should.ThrowAsync<FactsRejectedException>(_acme.RecordAsync(new RecordLineage
        {
            Executions = [.. facts, unstorable, unindexable, bolt.Execution("fine")],
            Artifacts = [_acme.Artifact("a"), _acme.Artifact("b", state: "LOST")],
        }));

        refusal.Rejected.Select(r => r.Subject).ShouldBe(["execution bad", $"execution {unindexable.ExecutionId}", "artifact b"], ignoreOrder: true);
        (await _acme.GetAsync<ExecutionList.Page>("/executions")).Total.ShouldBe(20);
        (await _acme.GetAsync<Artifacts.ArtifactList.Page>("/api/artifact-index")).Total.ShouldBe(1);
        (await bolt.GetAsync<ExecutionList.Page>("/executions")).Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_child_and_its_late_parent_in_racing_batches_never_miss_each_other()
    {
        for (var round = 0; round < 30; round++)
        {
            var (child, parent) = ($"child{round}", $"parent{round}");
            await Task.WhenAll(
                _acme.RecordAsync(new RecordLineage { Executions = [_acme.Execution(child, parent: parent)], Artifacts = [_acme.Artifact(child, parents: parent)] }),
                _acme.RecordAsync(new RecordLineage { Executions = [_acme.Execution(parent, correlation: $"task{round}")], Artifacts = [_acme.Artifact(parent, parents: "source")] }));

            (await _acme.GetAsync<ExecutionById.Response>($"/executions/{child}")).Execution.CorrelationId.ShouldBe($"task{round}");
            (await _acme.GetAsync<Artifacts.ArtifactSummary>($"/api/artifact-index/{child}")).Lineage.Generation.ShouldBe(2);
        }
    }

    [Fact]
    public async Task Long_chains_are_derived_in_any_order_of_arrival()
    {
        var executions = Enumerable.Range(0, 1500).Select(i => _acme.Execution($"e{i:0000}", parent: i == 0 ? null : $"e{i - 1:0000}", correlation: i == 0 ? "task" : null));
        var artifacts = Enumerable.Range(0, 900).Select(i => _acme.Artifact($"a{i:0000}", parents: i == 0 ? [] : [$"a{i - 1:0000}"]));

        foreach (var batch in executions.Reverse().Chunk(500)) await _acme.RecordAsync(batch);
        foreach (var batch in artifacts.Reverse().Chunk(300)) await _acme.RecordAsync(batch);

        (await _acme.GetAsync<CorrelationChain>("/executions/correlation/task")).TotalExecutions.ShouldBe(1500);
        var last = (await _acme.GetAsync<Artifacts.ArtifactSummary>("/api/artifact-index/a0899")).Lineage;
        (last.Generation, last.RootArtifactId).ShouldBe((899, "a0000"));
    }
}
