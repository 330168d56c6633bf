using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Support;
using Shouldly;

namespace IntentEngine.Lineage.Repair;

public sealed class StartRepairTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();
    private readonly Guid _workflow = Guid.NewGuid();

    [Fact]
    public async Task The_owner_of_a_failed_step_is_asked_and_its_answer_kept()
    {
        await _acme.RecordAsync(Failed());

        var (status, repair) = await StartAsync("/executions/mine/repair", new { kind = "repair", input_data = new { keywords = 5 }, reason = "other input" });

        status.ShouldBe(HttpStatusCode.Accepted);
        (repair.State, repair.Kind, repair.Owner, repair.RequestedBy, repair.ExecutionId).ShouldBe(("started", "repair", "workflows", "somebody", "mine"));
        repair.NewExecutionId.ShouldBe($"next-{repair.RepairId}");
        var command = Commands().ShouldHaveSingleItem();
        (command.WorkflowId, command.ExecutionId, command.RepairId, command.Kind, command.RequestedBy, command.Reason).ShouldBe((_workflow, "mine", repair.RepairId, "repair", "somebody", "other input"));
        command.InputData!.Value.GetProperty("keywords").GetInt32().ShouldBe(5);
        (await _acme.GetAsync<RequestedRepair>($"/executions/mine/repairs/{repair.RepairId}")).ShouldBe(repair);
        (await _acme.GetAsync<RepairsOfExecution.Response>("/executions/mine/repairs")).Requests.ShouldBe([repair]);
    }

    [Fact]
    public async Task A_refusal_of_the_owner_is_a_conflict_with_its_reason()
    {
        await _acme.RecordAsync(Failed());

        // On a slow machine the answer may come after the first request gave up waiting; under its key it is the same request.
        using var first = await _acme.PostAsync("/executions/mine/repair", new { reason = "refuse" }, "admin", "key-refuse");
        await Eventually.Holds(async () => (await _acme.GetAsync<RepairsOfExecution.Response>("/executions/mine/repairs")).Requests.Single().State == "refused", "a refusal");
        using var answer = await _acme.PostAsync("/executions/mine/repair", new { reason = "refuse" }, "admin", "key-refuse");

        first.StatusCode.ShouldBeOneOf(HttpStatusCode.Conflict, HttpStatusCode.Accepted);
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        (problem.GetProperty("detail").GetString(), problem.GetProperty("owner").GetString()).ShouldBe(("The workflow has moved on.", "workflows"));
        (await _acme.GetAsync<RequestedRepair>($"/executions/mine/repairs/{problem.GetProperty("repair_id").GetString()}")).State.ShouldBe("refused");
    }

    [Fact]
    public async Task An_owner_that_does_not_answer_in_time_leaves_the_request_open()
    {
        await _acme.RecordAsync(Failed());

        var (status, repair) = await StartAsync("/executions/mine/repair", new { reason = "silent" }, answered: false);

        (status, repair.State, repair.NewExecutionId).ShouldBe((HttpStatusCode.Accepted, "requested", null));
    }

    [Fact]
    public async Task A_request_repeated_under_its_key_is_one_request_and_tells_how_it_stands()
    {
        await _acme.RecordAsync(Failed());

        var all = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync("/executions/mine/repair", new { kind = "retry" }, "key-1")));
        var again = await StartAsync("/executions/mine/repair", new { kind = "retry" }, "key-1");
        using var other = await _acme.PostAsync("/executions/mine/repair", new { kind = "repair" }, "content_manager", "key-1");

        all.ShouldAllBe(one => one.Status == HttpStatusCode.Accepted && one.Repair.RepairId == again.Repair.RepairId);
        again.Repair.State.ShouldBe("started");
        other.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        Commands().ShouldHaveSingleItem().InputData.ShouldBeNull();
        // Keys are an organization's own.
        var bolt = host.NewOrganization();
        (await bolt.PostAsync("/executions/mine/repair", new { kind = "retry" }, "content_manager", "key-1")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_owner_of_an_intent_is_asked_by_its_id()
    {
        await _acme.RecordAsync(
            Failed("told") with { RunId = Guid.NewGuid().ToString(), Data = JsonSerializer.SerializeToElement(new { owner = "intents" }) },
            Failed("named") with { RunId = "intent-7" });

        (await StartAsync("/executions/told/repair", null)).Repair.ShouldSatisfyAllConditions(r => r.State.ShouldBe("started"), r => r.Owner.ShouldBe("intents"), r => r.NewExecutionId.ShouldBeNull());
        (await StartAsync("/executions/named/repair", null)).Repair.Owner.ShouldBe("intents");
        Owners.Asked.OfType<RepairIntent>().Where(c => c.OrganizationId == _acme.Id).Select(c => (c.ExecutionId, c.Kind)).ShouldBe([("told", "retry"), ("named", "retry")]);
    }

    [Theory]
    [InlineData("member", HttpStatusCode.Forbidden)]
    [InlineData("worker", HttpStatusCode.Forbidden)]
    [InlineData("content_manager", HttpStatusCode.Accepted)]
    [InlineData("admin", HttpStatusCode.Accepted)]
    public async Task Who_decides_at_the_gates_starts_repairs(string role, HttpStatusCode expected)
    {
        await _acme.RecordAsync(Failed());

        (await _acme.PostAsync("/api/executions/mine/repair", null, role)).StatusCode.ShouldBe(expected);
        Commands().Count().ShouldBe(expected == HttpStatusCode.Accepted ? 1 : 0);
    }

    [Fact]
    public async Task What_did_not_fail_or_belongs_to_nobody_is_a_conflict()
    {
        await _acme.RecordAsync(_acme.Execution("fine") with { RunId = _workflow.ToString() }, Failed("nobodys") with { RunId = null },
            Failed("others") with { Data = JsonSerializer.SerializeToElement(new { owner = "somebody-else" }) });

        (await RefusedAsync("/executions/fine/repair", null, HttpStatusCode.Conflict)).ShouldContain("completed");
        (await RefusedAsync("/executions/nobodys/repair", null, HttpStatusCode.Conflict)).ShouldContain("no service");
        (await RefusedAsync("/executions/others/repair", null, HttpStatusCode.Conflict)).ShouldContain("no service");
        await RefusedAsync("/executions/unknown/repair", null, HttpStatusCode.NotFound);
        Commands().ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_input_is_refused_with_the_name_of_the_field()
    {
        await _acme.RecordAsync(Failed());

        (await RefusedAsync("/executions/mine/repair", new { kind = "magic" }, HttpStatusCode.BadRequest)).ShouldContain("kind");
        (await RefusedAsync("/executions/mine/repair", new { input_data = new { a = 1 } }, HttpStatusCode.BadRequest)).ShouldContain("input_data");
        (await RefusedAsync("/executions/mine/repair", new { reason = new string('x', 501) }, HttpStatusCode.BadRequest)).ShouldContain("reason");
        (await _acme.RefusalAsync($"/executions/mine/repairs/{Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var (_, repair) = await StartAsync("/executions/mine/repair", null);
        (await _acme.RefusalAsync($"/executions/other/repairs/{repair.RepairId}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>What JSON may say and a database cannot hold is the sender's fault, and half a request is never kept.</summary>
    [Theory]
    [InlineData("""{"kind":"repair","input_data":"\ud800"}""")]
    [InlineData("""{"kind":"repair","input_data":{"a":"\ud800"}}""")]
    [InlineData("""{"kind":"repair","input_data":{"a":"\u0000"}}""")]
    [InlineData("""{"kind":"repair","input_data":1e400}""")]
    [InlineData("""{"kind":"repair","input_data":{"a":1e200000}}""")]
    [InlineData("""{"kind":"repair","input_data":{}}""")]
    [InlineData("""{"kind":"\ud800"}""")]
    [InlineData("""{"reason":"\u0000"}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Hostile_bodies_are_taken_whole_or_refused_whole(string body)
    {
        await _acme.RecordAsync(Failed());
        var request = new HttpRequestMessage(HttpMethod.Post, "/executions/mine/repair") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(_acme.Id, "content_manager"));

        using var answer = await host.Http.SendAsync(request);

        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.Accepted, HttpStatusCode.BadRequest);
        if (answer.StatusCode == HttpStatusCode.BadRequest) answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await _acme.GetAsync<RepairsOfExecution.Response>("/executions/mine/repairs")).Requests.Count.ShouldBe(answer.StatusCode == HttpStatusCode.Accepted ? 1 : 0);
    }

    [Fact]
    public async Task A_refusal_does_not_send_back_all_that_was_sent()
    {
        await _acme.RecordAsync(Failed());

        (await RefusedAsync("/executions/mine/repair", new { kind = new string('x', 5000) }, HttpStatusCode.BadRequest)).Length.ShouldBeLessThan(200);
    }

    [Fact]
    public async Task The_first_answer_counts_and_one_for_another_organization_changes_nothing()
    {
        await _acme.RecordAsync(Failed());
        var (_, repair) = await StartAsync("/executions/mine/repair", new { reason = "silent" }, answered: false);
        var log = host.Service<RepairLog>();
        RepairAnswered Answer(Guid organization, string? refusal) => new() { OrganizationId = organization, RepairId = repair.RepairId, Started = refusal is null, ExecutionId = "next", Refusal = refusal };

        await log.AnswerAsync(Answer(Guid.NewGuid(), "not theirs"), CancellationToken.None);
        await log.AnswerAsync(Answer(_acme.Id, null), CancellationToken.None);
        await log.AnswerAsync(Answer(_acme.Id, "late"), CancellationToken.None);

        var now = await _acme.GetAsync<RequestedRepair>($"/executions/mine/repairs/{repair.RepairId}");
        (now.State, now.NewExecutionId, now.Refusal).ShouldBe(("started", "next", null));
    }

    private ExecutionFact Failed(string id = "mine") => SimilarByIdTests.Failed(_acme, id, "Quota of 5 used up") with { RunId = _workflow.ToString(), StepNumber = 3 };

    private IEnumerable<RepairStep> Commands() => Owners.Asked.OfType<RepairStep>().Where(c => c.OrganizationId == _acme.Id);

    private async Task<string> RefusedAsync(string path, object? body, HttpStatusCode status)
    {
        using var answer = await _acme.PostAsync(path, body, "content_manager");
        answer.StatusCode.ShouldBe(status, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("detail").GetString()!;
    }

    private async Task<(HttpStatusCode Status, RequestedRepair Repair)> StartAsync(string path, object? body, string? key = null, bool answered = true)
    {
        using var answer = await _acme.PostAsync(path, body, "content_manager", key);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, text);
        answer.Headers.Location.ShouldNotBeNull();
        var repair = JsonSerializer.Deserialize<RequestedRepair>(text, ContractJson.Options)!;
        if (answered)
            await Eventually.Holds(async () => (repair = await _acme.GetAsync<RequestedRepair>(answer.Headers.Location.ToString())).State != "requested", "the owner's answer");
        return (answer.StatusCode, repair);
    }
}
