using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Retrying;

public sealed class RetryTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_failed_intent_waits_again_with_its_context_and_another_execution_completes_it()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Fail(id);

        var again = (await _organization.Retry(id)).ShouldBe(HttpStatusCode.OK);
        (again["status"], again["error"], again["ended_at"]).ShouldBe(("pending", null, null));
        again.Body.GetProperty("context").GetProperty("topic").GetString().ShouldBe("crm");
        (await _organization.Retry(id)).ShouldBe(HttpStatusCode.Conflict);
        (await _organization.Fail(id)).ShouldBe(HttpStatusCode.Conflict);
        await _organization.Claim(id, "execution-2");
        (await _organization.Complete(id, "execution-2")).ShouldBe(HttpStatusCode.OK);

        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_failed", "intent_retried", "intent_claimed", "intent_completed"]);
        await _organization.Settle();
        _organization.Ready.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("in_progress")]
    [InlineData("completed")]
    [InlineData("cancelled")]
    public async Task Only_a_failed_intent_is_retried(string status)
    {
        var id = await _organization.Create();
        if (status is "in_progress" or "completed") await _organization.Claim(id);
        if (status == "completed") await _organization.Complete(id);
        if (status == "cancelled") await _organization.Cancel(id);

        (await _organization.Retry(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldStartWith($"Cannot go from {status} to pending");
    }

    [Fact]
    public async Task Another_attempt_at_an_owned_intent_is_its_owners_decision()
    {
        var id = await _organization.CreateClaimed(owner: "workflows");
        await _organization.Fail(id);

        (await _organization.Retry(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldContain("'workflows'");
    }
}
