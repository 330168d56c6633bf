using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Cancellation;

public sealed class CancellationTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task What_waits_is_cancelled_and_its_owner_told_once()
    {
        var id = await _organization.Create(owner: "workflows");

        (await _organization.Cancel(id, "not wanted")).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("cancelled");
        (await _organization.Cancel(id, "said again")).ShouldBe(HttpStatusCode.OK)["error"].ShouldBe("not wanted");

        (await _organization.Audit()).ShouldBe(["intent_created", "intent_cancelled"]);
        await _organization.Settle();
        var told = _organization.Reported.ShouldHaveSingleItem();
        (told.Outcome, told.Reason).ShouldBe((CompletionOutcome.Rejected, "not wanted"));
    }

    [Fact]
    public async Task Who_works_on_a_cancelled_intent_learns_it_when_reporting()
    {
        var id = await _organization.CreateClaimed(owner: "workflows");
        await _organization.Cancel(id);

        (await _organization.Complete(id)).ShouldBe(HttpStatusCode.Conflict)["current_status"].ShouldBe("cancelled");

        await _organization.Settle();
        _organization.Reported.ShouldHaveSingleItem().Outcome.ShouldBe(CompletionOutcome.Rejected);
    }

    [Theory]
    [InlineData(true, "completed")]
    [InlineData(false, "failed")]
    public async Task What_has_ended_is_not_cancelled(bool well, string status)
    {
        var id = await _organization.CreateClaimed();
        await (well ? _organization.Complete(id) : _organization.Fail(id));

        (await _organization.Cancel(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe($"Cannot go from {status} to cancelled.");
    }
}
