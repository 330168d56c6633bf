using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Completion;

public sealed class CompletionTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task Completing_tells_the_owner_once_and_nothing_but_owner_and_token()
    {
        await _organization.Post("/api/intents", new { intent_id = "i-1", intent_type = "generate_article", owner = "workflows", completion_token = "token-1" });
        await _organization.Claim("i-1");

        var completed = (await _organization.Ask("i-1", "complete", new { execution_id = "execution-1", result = new { words = 900 } }, "worker")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Complete("i-1")).ShouldBe(HttpStatusCode.OK)["completed_at"].ShouldBe(completed["completed_at"]);

        (completed["status"], completed["ended_at"]).ShouldBe(("completed", completed["completed_at"]));
        (await _organization.Get("/api/intents/i-1")).Body.GetProperty("result").GetProperty("words").GetInt32().ShouldBe(900);
        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().ShouldBe(new CompletionReported
        {
            OrganizationId = _organization.Id,
            Owner = "workflows",
            Token = "token-1",
            Outcome = CompletionOutcome.Completed,
        });
    }

    [Fact]
    public async Task Failing_tells_the_owner_why_and_sets_no_completion_time()
    {
        var id = await _organization.CreateClaimed(owner: "workflows");

        var failed = (await _organization.Fail(id, error: "no such file")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Fail(id, error: "said again")).ShouldBe(HttpStatusCode.OK)["error"].ShouldBe("no such file");

        (failed["status"], failed["completed_at"]).ShouldBe(("failed", null));
        failed["ended_at"].ShouldNotBeNull();
        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Outcome, told.Reason).ShouldBe((CompletionOutcome.Failed, "no such file"));
    }

    [Theory]
    [InlineData("complete")]
    [InlineData("fail")]
    public async Task Nobody_but_the_claiming_execution_ends_the_work(string verb)
    {
        var id = await _organization.CreateClaimed(owner: "workflows");
        var written = await _organization.Written();

        (await _organization.Ask(id, verb, Body(verb, "execution-2"), "worker")).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldContain("'execution-1'");

        (await _organization.Written()).ShouldBe(written);
        await _organization.Settle();
        _organization.Reported.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("complete", "completed")]
    [InlineData("fail", "failed")]
    public async Task Work_that_was_not_claimed_does_not_end(string verb, string status)
    {
        var id = await _organization.Create();

        (await _organization.Ask(id, verb, Body(verb, "execution-1"), "worker")).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe($"Cannot go from pending to {status}.");
    }

    [Theory]
    [InlineData("complete", "fail")]
    [InlineData("fail", "complete")]
    public async Task The_first_end_stays(string first, string late)
    {
        var id = await _organization.CreateClaimed(owner: "workflows");
        await _organization.Ask(id, first, Body(first, "execution-1"), "worker");

        (await _organization.Ask(id, late, Body(late, "execution-1"), "worker")).ShouldBe(HttpStatusCode.Conflict);

        await _organization.Settle();
        _organization.Reported.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_many_racing_ends_one_happens_and_is_told_once()
    {
        var id = await _organization.CreateClaimed(owner: "workflows");

        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => (i % 3) switch
        {
            0 => _organization.Complete(id),
            1 => _organization.Fail(id),
            _ => _organization.Cancel(id),
        }));

        (await _organization.Audit()).Count.ShouldBe(3);
        await _organization.Settle();
        _organization.Reported.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_an_owner_nobody_is_told()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Complete(id);

        await _organization.Settle();
        _organization.Reported.ShouldBeEmpty();
    }

    private static object Body(string verb, string execution) => verb == "fail" ? new { execution_id = execution, error = "no" } : new { execution_id = execution };
}
