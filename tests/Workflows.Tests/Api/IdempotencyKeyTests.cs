using System.Net;
using IntentEngine.Providers;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Api;

public sealed class IdempotencyKeyTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    private static object Body => new { name = "once", profile = Organization.Profile };

    [Fact]
    public async Task The_same_request_again_gets_the_first_answer_and_starts_nothing()
    {
        var first = (await _organization.Post(Organization.Workflows, Body, key: "k1")).ShouldBe(HttpStatusCode.Created);
        await new Workflow(_organization, Guid.Parse(first["id"]!)).Until("awaiting_approval");

        var second = (await _organization.Post(Organization.Workflows, Body, key: "k1")).ShouldBe(HttpStatusCode.Created);

        second.ShouldSayTheSameAs(first);
        second.Location.ShouldBe(first.Location);
        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_for_another_request_is_refused()
    {
        await _organization.Post(Organization.Workflows, Body, key: "k1");

        (await _organization.Post(Organization.Workflows, new { name = "other" }, key: "k1")).ShouldRefuse(HttpStatusCode.UnprocessableEntity);

        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
    }

    [Fact]
    public async Task Racing_requests_with_one_key_start_one_workflow()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 25).Select(_ => _organization.Post(Organization.Workflows, Body, key: "race")));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        answers.Select(a => (a["id"], DateTimeOffset.Parse(a["created_at"]!, null))).Distinct().Count().ShouldBe(1);
        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
        (await _organization.One<long>("select count(*) from intent_audit_log where action = 'workflow_created'")).ShouldBe(1);
    }

    [Fact]
    public async Task Racing_different_requests_with_one_key_start_one_workflow()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => _organization.Post(Organization.Workflows, new { name = $"number {i}", profile = Organization.Profile }, key: "race")));

        answers.Count(a => a.Status == HttpStatusCode.Created).ShouldBe(1);
        answers.Where(a => a.Status != HttpStatusCode.Created).ShouldAllBe(a => a.Status == HttpStatusCode.UnprocessableEntity);
        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(1);
    }

    [Fact]
    public async Task Every_decision_is_replayed_under_its_key_and_refusals_are_judged_anew()
    {
        var workflow = await _organization.AtSeeds();
        (await workflow.Approve("subtopics", [Guid.NewGuid()], key: "s")).ShouldRefuse(HttpStatusCode.Conflict);
        var approved = (await workflow.Approve("seed_keywords", null, key: "a")).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("awaiting_approval", "step_8_approval");

        (await workflow.Approve("seed_keywords", null, key: "a")).ShouldSayTheSameAs(approved);
        (await workflow.Approve("subtopics", await workflow.Subtopics(), key: "s")).ShouldBe(HttpStatusCode.OK);

        await workflow.Until("delegating");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_forced_retry_under_one_key_happens_once()
    {
        _organization.Script.Fails(2, 2, ProviderErrorType.AuthError);
        var workflow = await (await _organization.Start()).Until("failed");
        var first = (await workflow.Execute(2, force: true, key: "again")).ShouldBe(HttpStatusCode.OK);
        await workflow.Until("failed");

        (await workflow.Execute(2, force: true, key: "again")).ShouldBe(HttpStatusCode.OK).ShouldSayTheSameAs(first);

        _organization.Script.Steps.Count(s => s == 2).ShouldBe(2);
        (await workflow.View())["phase"].ShouldBe("failed");
        await workflow.ShouldBeSound();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(256)]
    public async Task A_key_of_another_length_than_1_to_255_is_refused(int length)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Organization.Workflows);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", new string('k', length));
        request.Headers.Authorization = new("Bearer", _organization.Host.Tokens.Issue("member", _organization.Id, "some-member", TimeSpan.FromHours(1)));
        request.Content = new StringContent("""{"name": "x"}""", System.Text.Encoding.UTF8, "application/json");

        using var response = await _organization.Host.Http.SendAsync(request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _organization.One<long>("select count(*) from intent_workflows")).ShouldBe(0);
    }
}
