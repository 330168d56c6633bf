using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Executions;
using IntentEngine.Messaging.Database;
using Shouldly;

namespace IntentEngine.Lineage.Projection;

public sealed class RecordLineageConsumerTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task A_command_sent_to_the_queue_is_recorded_and_remembered()
    {
        await host.SendAsync(new RecordLineage { Executions = [_acme.Execution("e")], Artifacts = [_acme.Artifact("a")] });

        await UntilAsync(() => _acme.ScalarAsync<bool>("select exists (select from artifact_index)"));
        (await _acme.GetAsync<ExecutionById.Response>("/executions/e")).Execution.Status.ShouldBe("completed");
        (await _acme.ScalarAsync<long>("select count(*) from inbox where consumer = 'lineage'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_command_with_a_fact_that_cannot_be_stored_is_parked_and_its_other_facts_are_recorded()
    {
        await host.SendAsync(new RecordLineage { Executions = [_acme.Execution("good"), _acme.Execution("bad") with { Name = "a\0b" }] });

        await UntilAsync(ParkedAsync);
        (await _acme.GetAsync<ExecutionList.Page>("/executions")).Executions.Select(e => e.ExecutionId).ShouldBe(["good"]);
    }

    [Fact]
    public async Task A_sender_that_asks_is_told_what_is_recorded_even_if_some_of_it_never_can_be()
    {
        await host.SendAsync(new RecordLineage { Executions = [_acme.Execution("kept")], Sender = "one", Rows = [7, 9] });
        await host.SendAsync(new RecordLineage { Executions = [_acme.Execution("fine"), _acme.Execution("worse") with { Name = "a\0b" }], Sender = "two", Rows = [8] });
        await host.SendAsync(new RecordLineage { Executions = [_acme.Execution("unasked")] });

        await UntilAsync(() => Task.FromResult(host.Receipts.Count(r => r.Sender is "one" or "two") >= 2));
        host.Receipts.Single(r => r.Sender == "one").Rows.ShouldBe([7, 9]);
        host.Receipts.Single(r => r.Sender == "two").Rows.ShouldBe([8]);
        (await _acme.GetAsync<ExecutionById.Response>("/executions/fine")).Execution.Status.ShouldBe("completed");
    }

    private async Task<bool> ParkedAsync()
    {
        // The message belongs to no single organization, so background work alone sees it.
        await using var command = host.Service<LineageDatabase>().Worker.CreateCommand("select exists (select from parked where exception_text like $1)");
        command.Parameters.Add(Parameter.Text("%execution bad%"));
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition()) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token);
    }
}
