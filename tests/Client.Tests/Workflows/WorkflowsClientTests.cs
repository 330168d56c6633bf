using IntentEngine.Client.Organizations;
using Shouldly;
using Xunit;

namespace IntentEngine.Client.Workflows;

public sealed class WorkflowsClientTests
{
    private static readonly Guid Id = new("11111111-1111-4111-8111-111111111111");

    [Fact]
    public async Task A_new_workflow_is_sent_in_snake_case_without_what_is_not_given()
    {
        await using var server = await StubServer.Start(StubServer.Json(201, $$"""{"id":"{{Id}}","status":"step_0_auth","created_at":"2026-01-01T00:00:00+00:00"}"""));
        await server.Client().Workflows.CreateAsync(new NewWorkflow
        {
            Name = "n",
            Profile = new OrganizationProfile { Name = "Harbor", Industry = "tools", Goals = "grow" },
            CompetitorUrls = ["docker.com"],
        });
        server.Requests[0].Path.ShouldBe("/api/intent-workflows");
        server.Requests[0].Body.ShouldBe("""{"name":"n","profile":{"name":"Harbor","industry":"tools","goals":"grow","competitor_urls":[]},"competitor_urls":["docker.com"]}""");
    }

    [Fact]
    public async Task Every_decision_has_its_path_and_body()
    {
        await using var server = await StubServer.Start(
            StubServer.Json(200, $$"""{"workflow_id":"{{Id}}","status":"step_9_articles","approved_items":1,"articles_queued":1}"""),
            StubServer.Json(200, $$"""{"workflow_id":"{{Id}}","status":"step_3_seeds","reset_reason":"again"}"""),
            StubServer.Json(200, $$"""{"workflow_id":"{{Id}}","status":"cancelled"}"""),
            StubServer.Json(200, $$"""{"step_id":"{{Id}}","status":"running"}"""));
        var workflows = server.Client().Workflows;
        (await workflows.ApproveAsync(Id, new Approval { ApprovalType = Approval.Subtopics, ApprovedItems = [Id] })).ArticlesQueued.ShouldBe(1);
        (await workflows.RejectAsync(Id, "again", 3)).ResetReason.ShouldBe("again");
        (await workflows.CancelAsync(Id)).Status.ShouldBe("cancelled");
        (await workflows.ExecuteStepAsync(Id, 1, new { CompetitorUrls = new[] { "a.com" } }, forceRetry: true)).Status.ShouldBe("running");

        server.Requests.Select(request => (request.Method, request.Path, request.Body)).ShouldBe(
        [
            ("POST", $"/api/intent-workflows/{Id}/approve", $$"""{"approval_type":"subtopics","approved_items":["{{Id}}"]}"""),
            ("POST", $"/api/intent-workflows/{Id}/reject", """{"reason":"again","revision_step":3}"""),
            ("POST", $"/api/intent-workflows/{Id}/cancel", "{}"),
            ("POST", $"/api/intent-workflows/{Id}/execute-step/1", """{"input_data":{"competitor_urls":["a.com"]},"force_retry":true}"""),
        ]);
    }

    [Fact]
    public async Task A_list_is_asked_for_with_its_filters_and_read_as_a_page()
    {
        await using var server = await StubServer.Start(StubServer.Json(200, $$"""
            {"workflows":[{"id":"{{Id}}","organization_id":"{{Id}}","name":"n","status":"completed","phase":"completed","created_by":"me & you",
              "created_at":"2026-01-01T00:00:00+00:00","updated_at":"2026-01-01T00:00:00+00:00","something_new":1}],"total":7,"has_more":true}
            """));
        var page = await server.Client().Workflows.ListAsync(createdBy: "me & you", limit: 1, offset: 6);
        server.Requests[0].Path.ShouldBe("/api/intent-workflows?created_by=me%20%26%20you&limit=1&offset=6");
        page.Total.ShouldBe(7);
        page.Items.ShouldHaveSingleItem().CreatedBy.ShouldBe("me & you");
    }
}
