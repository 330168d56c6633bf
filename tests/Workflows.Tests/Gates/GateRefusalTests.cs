using System.Net;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Gates;

/// <summary>The five gates as whoever triggers a step meets them: 423 with the seed's body, no effect but one audit row, the same answer again, open when the reason is gone.</summary>
public sealed class GateRefusalTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData(1, 2, "gate_icp_required", "ICP generation required before competitor analysis")]
    [InlineData(1, 9, "gate_icp_required", "ICP generation required before competitor analysis")]
    [InlineData(2, 3, "gate_competitors_required", "Competitor analysis required before seed keywords")]
    [InlineData(2, 9, "gate_competitors_required", "Competitor analysis required before seed keywords")]
    [InlineData(3, 4, "gate_seeds_approval_required", "Seed keywords must be approved before longtail expansion")]
    [InlineData(4, 7, "gate_longtails_required", "Longtail expansion required before subtopic generation")]
    [InlineData(6, 7, "gate_longtails_required", "Longtail expansion required before subtopic generation")]
    [InlineData(7, 9, "gate_subtopic_approval_required", "Subtopics must be approved before article generation")]
    public async Task A_gate_refuses_while_its_step_still_runs_and_opens_after_it(int at, int wanted, string gate, string message)
    {
        var held = _organization.Script.Holds(at);
        var workflow = await _organization.Start();
        if (at > 3) (await (await workflow.Until("awaiting_approval")).ApproveSeeds()).ShouldBe(HttpStatusCode.OK);
        await held.Begun;
        await workflow.ShouldBeSound();

        await ShouldRefuse(workflow, wanted, at, gate, message);

        held.Release();
        await workflow.Until("awaiting_approval");
        (await workflow.Execute(at)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("completed");
        (await workflow.Execute(wanted, force: true))["gate"].ShouldNotBe(gate is "gate_icp_required" or "gate_competitors_required" or "gate_longtails_required" ? gate : null);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Seeds_gate_holds_until_a_person_approves()
    {
        var workflow = await _organization.AtSeeds();
        await workflow.ShouldBeSound();

        await ShouldRefuse(workflow, 4, 3, "gate_seeds_approval_required", "Seed keywords must be approved before longtail expansion");
        (await workflow.ApproveSeeds()).ShouldBe(HttpStatusCode.OK);

        await workflow.Until("awaiting_approval", "step_8_approval");
        (await workflow.Execute(4))["status"].ShouldBe("completed");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Subtopics_gate_holds_until_a_person_approves()
    {
        var workflow = await _organization.AtSubtopics();
        await workflow.ShouldBeSound();

        await ShouldRefuse(workflow, 9, 8, "gate_subtopic_approval_required", "Subtopics must be approved before article generation");
        (await workflow.Execute(8)).ShouldBe(HttpStatusCode.OK)["blocked_reason"].ShouldBe("Waiting for the approval 'subtopics'.");
        (await workflow.ApproveSubtopics()).ShouldBe(HttpStatusCode.OK);

        await workflow.Until("delegating");
        (await workflow.Execute(9)).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("running");
        await workflow.ShouldBeSound();
    }

    [Theory]
    [InlineData(2, "gate_competitors_required")]
    [InlineData(3, "gate_seeds_approval_required")]
    public async Task Sending_a_workflow_back_closes_its_gates_again(int to, string gate)
    {
        var workflow = await _organization.AtSubtopics();
        var held = _organization.Script.Holds(to);
        (await workflow.Reject(to)).ShouldBe(HttpStatusCode.OK);
        await held.Begun;

        (await workflow.Execute(4)).ShouldRefuse(HttpStatusCode.Locked)["gate"].ShouldBe(gate);

        held.Release();
        await workflow.Until("awaiting_approval", "step_3_seeds");
        (await workflow.Execute(4)).ShouldRefuse(HttpStatusCode.Locked)["gate"].ShouldBe("gate_seeds_approval_required");
        await workflow.ShouldBeSound();
    }

    private async Task ShouldRefuse(Workflow workflow, int wanted, int at, string gate, string message)
    {
        using var counted = new Counted(_organization.Host, "gate_refusals_total");
        var before = await _organization.Fingerprint();
        var rows = await _organization.AuditRows();

        var refusal = (await workflow.Execute(wanted)).ShouldRefuse(HttpStatusCode.Locked);

        refusal["error"].ShouldBe(message);
        refusal["gate"].ShouldBe(gate);
        refusal["workflow_status"].ShouldBe((await workflow.View())["status"]);
        refusal["required_action"].ShouldNotBeNullOrEmpty();
        refusal.Body.GetProperty("current_step").GetInt32().ShouldBe(at);
        refusal.Body.GetProperty("blocked_at").GetInt32().ShouldBe(wanted);
        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows + 1);
        (await workflow.Audit("gate_blocked")).ShouldHaveSingleItem().GetProperty("gate").GetString().ShouldBe(gate);
        counted.Total.ShouldBe(1);

        // No bypass: forced, repeated, the same answer.
        (await workflow.Execute(wanted, force: true)).ShouldRefuse(HttpStatusCode.Locked)["error"].ShouldBe(message);
        (await _organization.Fingerprint()).ShouldBe(before);
    }
}
