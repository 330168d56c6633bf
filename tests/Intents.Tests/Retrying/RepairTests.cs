using System.Net;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Retrying;

/// <summary>Retries that somebody asked Lineage for.</summary>
public sealed class RepairTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task The_failed_execution_becomes_the_parent_of_the_next_one_and_Lineage_is_told()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Fail(id);

        var answer = await Repair(id, "execution-1");
        await _organization.Claim(id, "execution-2");
        await _organization.Settle();

        (answer.Started, answer.Refusal, answer.ExecutionId).ShouldBe((true, null, null));
        var claimed = _organization.Claimed[^1];
        (claimed.ExecutionId, claimed.ParentExecutionId, claimed.Attempt).ShouldBe(("execution-2", "execution-1", 2));
        (await _organization.Complete(id, "execution-2")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Rows("select action || ' ' || actor_id from intent_audit_log order by audit_id"))[3].ShouldBe("intent_retried ann");
    }

    [Theory]
    [InlineData("execution-1", "repair", "kind retry")]
    [InlineData("execution-0", "retry", "it failed in execution 'execution-1'")]
    public async Task A_request_that_does_not_fit_is_refused_with_the_reason(string execution, string kind, string reason)
    {
        var id = await _organization.CreateClaimed();
        await _organization.Fail(id);

        var answer = await Repair(id, execution, kind);

        answer.Started.ShouldBeFalse();
        answer.Refusal.ShouldNotBeNull().ShouldContain(reason);
        (await _organization.StatusOf(id)).ShouldBe("failed");
    }

    [Fact]
    public async Task What_did_not_fail_is_owned_by_others_or_is_unknown_is_refused()
    {
        var (running, owned) = (await _organization.CreateClaimed(), await _organization.CreateClaimed(owner: "workflows"));
        await _organization.Fail(owned);

        (await Repair(running, "execution-1")).Refusal.ShouldNotBeNull().ShouldStartWith("Cannot go from in_progress to pending");
        (await Repair(owned, "execution-1")).Refusal.ShouldNotBeNull().ShouldContain("'workflows'");
        (await Repair("nothing", "execution-1")).Refusal.ShouldNotBeNull().ShouldContain("no intent 'nothing'");
    }

    [Fact]
    public async Task A_request_delivered_again_is_answered_once_and_has_one_effect()
    {
        var id = await _organization.CreateClaimed();
        await _organization.Fail(id);
        var (command, message) = (Command(id, "execution-1"), Guid.NewGuid());

        await _organization.Send(command, message);
        await _organization.Claim(id, "execution-2");
        await _organization.Fail(id, "execution-2");
        await _organization.Send(command, message);
        await _organization.Settle();

        (await _organization.StatusOf(id)).ShouldBe("failed");
        await host.Heard.Seen(m => m is RepairAnswered a && a.RepairId == command.RepairId).WaitAsync(TimeSpan.FromSeconds(30));
        host.Heard.Of<RepairAnswered>(a => a.RepairId == command.RepairId).ShouldHaveSingleItem().Started.ShouldBeTrue();
    }

    private async Task<RepairAnswered> Repair(string id, string execution, string kind = "retry")
    {
        var command = Command(id, execution, kind);
        await _organization.Send(command);
        await host.Heard.Seen(m => m is RepairAnswered a && a.RepairId == command.RepairId).WaitAsync(TimeSpan.FromSeconds(30));
        return host.Heard.Of<RepairAnswered>(a => a.RepairId == command.RepairId).ShouldHaveSingleItem();
    }

    private RepairIntent Command(string id, string execution, string kind = "retry") => new()
    {
        OrganizationId = _organization.Id,
        IntentId = id,
        ExecutionId = execution,
        RepairId = Guid.NewGuid(),
        Kind = kind,
        RequestedBy = "ann",
    };
}
