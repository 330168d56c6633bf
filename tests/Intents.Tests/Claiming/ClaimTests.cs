using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Claiming;

public sealed class ClaimTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_claim_puts_the_intent_in_progress_and_tells_the_winner()
    {
        var id = await _organization.Create(target: "article-1");

        var claimed = (await _organization.Claim(id)).ShouldBe(HttpStatusCode.OK);

        (claimed["status"], claimed["worker"], claimed["execution_id"]).ShouldBe(("in_progress", "worker-1", "execution-1"));
        await _organization.Settle();
        var told = _organization.Claimed.ShouldHaveSingleItem();
        (told.IntentId, told.Worker, told.ExecutionId, told.TargetArtifactId).ShouldBe((id, "worker-1", "execution-1", "article-1"));
        told.Context.GetProperty("topic").GetString().ShouldBe("crm");
    }

    [Fact]
    public async Task Of_fifty_racing_claims_one_wins()
    {
        var id = await _organization.Create();

        var answers = await Task.WhenAll(Enumerable.Range(1, 50).Select(i => _organization.Claim(id, $"execution-{i}")));

        var winner = answers.Where(a => a.Status == HttpStatusCode.OK).ShouldHaveSingleItem();
        answers.Count(a => a.Status == HttpStatusCode.Conflict).ShouldBe(49);
        (await _organization.Get($"/api/intents/{id}"))["execution_id"].ShouldBe(winner["execution_id"]);
        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed"]);
        await _organization.Settle();
        _organization.Claimed.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_winner_that_asks_again_is_answered_and_told_again_and_nothing_changes()
    {
        var id = await _organization.CreateClaimed();
        var written = await _organization.Written();

        (await _organization.Claim(id)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("in_progress");

        (await _organization.Written()).ShouldBe(written);
        await _organization.Settle();
        _organization.Claimed.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_losing_claim_names_the_state_it_found()
    {
        var id = await _organization.CreateClaimed();

        var lost = (await _organization.Claim(id, "execution-2")).ShouldBe(HttpStatusCode.Conflict);

        (lost["current_status"], lost["requested_status"]).ShouldBe(("in_progress", "in_progress"));
    }

    [Fact]
    public async Task A_claim_without_an_execution_is_given_one()
    {
        var id = await _organization.Create();

        (await _organization.Claim(id, execution: null)).ShouldBe(HttpStatusCode.OK)["execution_id"].ShouldNotBeNullOrEmpty();
    }

    [Fact]
    public async Task After_the_end_nobody_claims()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Complete(id);
        var written = await _organization.Written();

        var late = (await _organization.Claim(id)).ShouldBe(HttpStatusCode.Conflict);

        late["detail"].ShouldBe("Cannot go from completed to in_progress.");
        (await _organization.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task A_released_intent_waits_again_and_another_wins_it()
    {
        var id = await _organization.CreateClaimed();

        (await _organization.Release(id)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("pending");
        (await _organization.Release(id)).ShouldBe(HttpStatusCode.OK);
        (await _organization.Claim(id, "execution-2")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Release(id)).ShouldBe(HttpStatusCode.Conflict);
        (await _organization.Complete(id)).ShouldBe(HttpStatusCode.Conflict);

        (await _organization.Audit()).ShouldBe(["intent_created", "intent_claimed", "intent_released", "intent_claimed"]);
        await _organization.Settle();
        _organization.Ready.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_was_never_claimed_is_not_released()
    {
        var id = await _organization.Create();

        (await _organization.Release(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldNotBeNull().ShouldStartWith("Cannot go from pending to pending");
    }
}
