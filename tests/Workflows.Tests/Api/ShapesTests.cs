using System.Net;
using System.Text.Json;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Api;

/// <summary>Requests and answers as seed 004 §3.1 and its appendix A show them.</summary>
public sealed class ShapesTests(ClassHost host) : IClassFixture<ClassHost>
{
    private readonly Organization _organization = new(host.Host);

    [Fact]
    public async Task Creating_a_workflow_answers_with_id_status_and_time()
    {
        var created = (await _organization.Post(Organization.Workflows, new { name = "  Q1 2026  ", organization_id = _organization.Id, profile = Organization.Profile })).ShouldBe(HttpStatusCode.Created);

        created.Members.ShouldBe(["id", "status", "created_at"]);
        created["status"].ShouldBe("step_0_auth");
        created.Body.GetProperty("created_at").GetDateTimeOffset().ShouldBe(_organization.Host.Clock.GetUtcNow(), TimeSpan.FromMinutes(1));
        created.Location!.ToString().ShouldBe($"/api/intent-workflows/{created["id"]}");
        (await new Workflow(_organization, Guid.Parse(created["id"]!)).View())["name"].ShouldBe("Q1 2026");
    }

    [Fact]
    public async Task A_workflow_shows_its_steps_its_current_one_and_whether_a_decision_is_pending()
    {
        var held = _organization.Script.Holds(7);
        var workflow = await _organization.AtSeeds();
        await workflow.ApproveSeeds();
        await held.Begun;

        var view = await workflow.View();

        (view["id"], view["status"], view["phase"], view["approval_status"]).ShouldBe((workflow.Id.ToString(), "step_7_subtopics", "running", "approved"));
        var steps = view.Body.GetProperty("steps").EnumerateArray().ToList();
        steps.Select(s => s.GetProperty("step_number").GetInt32()).ShouldBe(Enumerable.Range(0, 8));
        steps.SkipLast(1).ShouldAllBe(s => s.GetProperty("status").GetString() == "completed" && s.GetProperty("completed_at").ValueKind == JsonValueKind.String && s.GetProperty("output_data").ValueKind == JsonValueKind.Object);
        var current = view.Body.GetProperty("current_step");
        current.GetProperty("step_number").GetInt32().ShouldBe(7);
        current.GetProperty("status").GetString().ShouldBe("running");
        current.GetProperty("started_at").ValueKind.ShouldBe(JsonValueKind.String);
        view["progress_percentage"].ShouldBe("70");
        view["cost_usd"].ShouldBe("1.75");

        held.Release();
        await workflow.Until("awaiting_approval");
        (await workflow.View())["approval_status"].ShouldBe("pending");
        (await workflow.View())["awaiting_approval"].ShouldBe("subtopics");
    }

    [Fact]
    public async Task A_manual_trigger_answers_with_the_step_and_its_output_when_it_is_done()
    {
        var workflow = await _organization.AtSeeds();
        var view = await workflow.View();

        var answer = (await workflow.Execute(2)).ShouldBe(HttpStatusCode.OK);

        answer.Members.ShouldBe(["step_id", "status", "output_data"]);
        answer["step_id"].ShouldBe(view.Body.GetProperty("steps")[2].GetProperty("step_id").GetString());
        answer.Body.GetProperty("output_data").GetRawText().ShouldBe(view.Body.GetProperty("steps")[2].GetProperty("output_data").GetRawText());
    }

    [Fact]
    public async Task A_step_out_of_order_without_a_gate_is_a_conflict()
    {
        var held = _organization.Script.Holds(4);
        var workflow = await _organization.AtSeeds();
        await workflow.ApproveSeeds();
        await held.Begun;

        var refusal = (await workflow.Execute(6)).ShouldRefuse(HttpStatusCode.Conflict);

        refusal["detail"].ShouldBe("Step 6 is out of order: step 5 must be completed first, and the workflow is at step 4.");
        refusal["current_step"].ShouldBe("4");
        held.Release();
        await workflow.Until("awaiting_approval");
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task Lists_are_paged_newest_first_and_filtered()
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++) ids.Add((await _organization.Start($"number {i}")).Id);
        var cancelled = new Workflow(_organization, ids[2]);
        (await cancelled.Cancel()).ShouldBe(HttpStatusCode.OK);

        var pages = new List<Guid>();
        for (var offset = 0; offset < 6; offset += 2)
        {
            var page = (await _organization.Get($"{Organization.Workflows}?limit=2&offset={offset}&organization_id={_organization.Id}")).ShouldBe(HttpStatusCode.OK);
            page.Members.ShouldBe(["workflows", "total", "has_more"]);
            page["total"].ShouldBe("5");
            page.Body.GetProperty("has_more").GetBoolean().ShouldBe(offset < 4);
            pages.AddRange(page.Body.GetProperty("workflows").EnumerateArray().Select(w => w.GetProperty("id").GetGuid()));
        }

        pages.ShouldBe(ids.AsEnumerable().Reverse());
        (await _organization.Get($"{Organization.Workflows}?status=cancelled"))["total"].ShouldBe("1");
        (await _organization.Get($"{Organization.Workflows}?created_by=some-member"))["total"].ShouldBe("5");
        (await _organization.Get($"{Organization.Workflows}?created_by=nobody"))["total"].ShouldBe("0");
    }

    [Fact]
    public async Task The_audit_trail_is_paged_oldest_first_and_the_organizations_newest_first()
    {
        var workflow = await _organization.AtSeeds();

        var trail = (await _organization.Get($"{workflow.Path}/audit?limit=3&offset=1")).ShouldBe(HttpStatusCode.OK);
        var log = (await _organization.Get($"/api/intent/audit/logs?workflow_id={workflow.Id}&action=step_completed", "admin")).ShouldBe(HttpStatusCode.OK);

        trail.Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("action").GetString()).ShouldBe(["step_started", "step_completed", "step_started"]);
        trail.Body.GetProperty("has_more").GetBoolean().ShouldBeTrue();
        log["total"].ShouldBe("4");
        log.Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("details").GetProperty("step_number").GetInt32()).ShouldBe([3, 2, 1, 0]);
    }
}
