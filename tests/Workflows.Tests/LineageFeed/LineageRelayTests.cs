using IntentEngine.Contracts.Lineage;
using IntentEngine.Providers;
using IntentEngine.Support;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.LineageFeed;

/// <summary>What Lineage hears of a workflow: each attempt, each output, what it came from; again when it may have been lost.</summary>
public sealed class LineageRelayTests(PostgresFixture postgres, ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task Each_attempt_is_an_execution_under_its_workflow_and_a_retry_hangs_on_what_it_repeats()
    {
        _organization.Script.Fails(2, 1, ProviderErrorType.ServerError);
        var workflow = await (await _organization.Start()).Until("retrying");
        _organization.Host.Clock.Advance(TimeSpan.FromSeconds(2));
        await workflow.Until("awaiting_approval");
        var facts = await Executions(_organization, 11);

        var root = facts.Where(f => f.ExecutionId == workflow.Id.ToString()).ShouldHaveSingleItem();
        (root.Status, root.TriggerKind, root.Name, root.ParentExecutionId).ShouldBe(("running", "manual", "content", null));
        facts.ShouldAllBe(f => f.CorrelationId == workflow.Id.ToString() && f.RunId == workflow.Id.ToString());
        var attempts = facts.Where(f => f.StepNumber == 2).GroupBy(f => f.ExecutionId).OrderBy(g => g.Min(f => f.Attempt)).ToList();
        attempts.Select(g => string.Join(',', g.OrderBy(f => f.Sequence).Select(f => f.Status))).ShouldBe(["running,failed", "pending,completed"]);
        attempts[0].ShouldAllBe(f => f.ParentExecutionId == workflow.Id.ToString() && f.TriggerKind == "child");
        attempts[1].ShouldAllBe(f => f.ParentExecutionId == attempts[0].Key && f.TriggerKind == "retry");
        attempts[0].Last().ErrorType.ShouldBe("server_error");
        facts.Select(f => f.FactId).ShouldBeUnique();
    }

    [Fact]
    public async Task Each_output_is_an_artifact_that_knows_its_parents_and_a_new_round_is_another()
    {
        var workflow = await _organization.AtSubtopics();
        await workflow.Reject(7);
        await workflow.Until("awaiting_approval", "step_8_approval");

        await Eventually.Holds(() => Task.FromResult(Artifacts(_organization).Count == 8), "eight artifacts");

        var artifacts = Artifacts(_organization).ToList();
        var steps = (await workflow.View()).Body.GetProperty("steps").EnumerateArray().ToDictionary(s => s.GetProperty("step_number").GetInt32(), s => s.GetProperty("step_id").GetString()!);
        artifacts.Select(a => a.ArtifactType).ShouldBe(["icp_document", "competitor_data", "seed_keywords", "longtail_keywords", "filtered_keywords", "clustered_topics", "subtopics", "subtopics"], ignoreOrder: true);
        artifacts.Single(a => a.ArtifactId == steps[3]).ParentArtifacts.ShouldBe([steps[2], steps[1]]);
        artifacts.Single(a => a.ArtifactId == steps[7]).ParentArtifacts.ShouldBe([steps[6], steps[1]]);
        artifacts.Where(a => a.ArtifactType == "subtopics").Select(a => a.ArtifactId).ShouldBeUnique();
    }

    [Fact]
    public async Task A_failed_workflow_that_is_brought_back_runs_again_in_lineage()
    {
        _organization.Script.Fails(1, 1, ProviderErrorType.AuthError);
        var workflow = await (await _organization.Start()).Until("failed");
        await workflow.Execute(1, force: true);
        await workflow.Until("awaiting_approval");

        await Eventually.Holds(() => Task.FromResult(Facts(_organization).Count(f => f.ExecutionId == workflow.Id.ToString()) == 3), "three facts of the workflow");

        Facts(_organization).Where(f => f.ExecutionId == workflow.Id.ToString()).OrderBy(f => f.Sequence).Select(f => f.Status).ShouldBe(["running", "failed", "running"]);
    }

    [Fact]
    public async Task What_the_dead_queue_may_have_held_is_told_again_by_the_next_process_as_the_same_facts()
    {
        var first = await WorkflowHost.StartAsync(postgres);
        first.Heard.LineageAnswers = false;
        var before = new Organization(first);
        await before.AtSeeds();
        var told = await Executions(before, 9);
        var connections = first.Connections;
        await first.DisposeAsync();

        await using var second = await WorkflowHost.StartAsync(postgres, connections: connections);
        var again = await Executions(new Organization(second) { Id = before.Id }, 9);

        again.Select(f => f.FactId).ShouldBe(told.Select(f => f.FactId), ignoreOrder: true);
    }

    [Fact]
    public async Task What_Lineage_has_recorded_is_forgotten()
    {
        await _organization.AtSeeds();
        await Executions(_organization, 9);

        await Eventually.Holds(async () => await Fed(_organization) == 0, "an empty feed");
        Facts(_organization).Count.ShouldBe(9);
    }

    [Fact]
    public async Task What_was_confirmed_by_a_broker_and_lost_with_its_disk_is_told_again()
    {
        await using var apart = await WorkflowHost.StartAsync(postgres);
        var organization = new Organization(apart);
        apart.Heard.LineageAnswers = false;
        await organization.AtSeeds();
        var lost = (await Executions(organization, 9)).Select(f => f.FactId).ToHashSet();
        (await Fed(organization)).ShouldBeGreaterThan(0);

        apart.Heard.LineageAnswers = true;
        apart.Clock.Advance(UnconfirmedBatches.Patience);

        await Eventually.Holds(async () => await Fed(organization) == 0, "an empty feed");
        var told = Facts(organization).GroupBy(f => f.FactId).ToDictionary(g => g.Key, g => g.Count());
        told.Keys.ShouldBe(lost, ignoreOrder: true);
        told.Values.ShouldAllBe(times => times >= 2);
    }

    [Fact]
    public async Task A_receipt_for_somebody_else_forgets_nothing()
    {
        await using var apart = await WorkflowHost.StartAsync(postgres);
        var organization = new Organization(apart);
        apart.Heard.LineageAnswers = false;
        await organization.AtSeeds();
        await Executions(organization, 9);
        var rows = organization.Host.Heard.Of<RecordLineage>(_ => true).SelectMany(m => m.Rows!).ToList();

        await apart.Bus.Publish(new LineageRecorded { Sender = "others", Rows = rows }, TestContext.Current.CancellationToken);
        await apart.Bus.Publish(new LineageRecorded { Sender = "workflows", Rows = [rows[^1]] }, TestContext.Current.CancellationToken);

        await Eventually.Holds(async () => await Fed(organization) == rows.Distinct().Count() - 1, "the one row to be forgotten");
    }

    private static async Task<long> Fed(Organization organization)
    {
        await using var command = organization.Host.Database.Worker.CreateCommand("select count(*) from lineage_feed where organization_id = $1");
        command.Parameters.Add(new Npgsql.NpgsqlParameter { Value = organization.Id });
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<List<ExecutionFact>> Executions(Organization organization, int count)
    {
        await Eventually.Holds(() => Task.FromResult(Facts(organization).Count >= count), $"{count} facts");
        return [.. Facts(organization)];
    }

    private static IReadOnlyList<ExecutionFact> Facts(Organization organization) =>
        [.. organization.Host.Heard.Of<RecordLineage>(_ => true).SelectMany(m => m.Executions).Where(f => f.OrganizationId == organization.Id)];

    private static IReadOnlyList<ArtifactFact> Artifacts(Organization organization) =>
        [.. organization.Host.Heard.Of<RecordLineage>(_ => true).SelectMany(m => m.Artifacts).Where(f => f.OrganizationId == organization.Id)];
}
