using System.Net;
using IntentEngine.Workflows.Hosts;

namespace IntentEngine.Workflows.Api;

/// <summary>What is wrong with a request is said in problem details with the right status, and nothing is written (issue 2 §7).</summary>
public sealed class BadInputTests(ClassHost host) : IClassFixture<ClassHost>
{
    private const string Item = "11111111-1111-4111-8111-111111111111";

    private readonly Organization _organization = new(host.Host);

    [Theory]
    [InlineData("", "{}", "name")]
    [InlineData("", """{"name": null}""", "name")]
    [InlineData("", """{"name": 7}""", "name")]
    [InlineData("", """{"name": "  "}""", "name")]
    [InlineData("", """{"name": "a\u0000b"}""", "name")]
    [InlineData("", """{"name": "ok", "nmae": "typo"}""", "nmae")]
    [InlineData("", """{"name": "ok", "Name": "case"}""", "Name")]
    [InlineData("", """{"name": "ok", "name": "twice"}""", "name")]
    [InlineData("", """{"name": "ok", "organization_id": "org_123"}""", "organization_id")]
    [InlineData("", """{"name": "ok", "competitor_urls": "rival.com"}""", "competitor_urls")]
    [InlineData("", """{"name": "ok", "competitor_urls": ["http://127.0.0.1/"]}""", "competitor_urls[0]")]
    [InlineData("", """{"name": "ok", "competitor_urls": ["rival.com", "file:///etc/passwd"]}""", "competitor_urls[1]")]
    [InlineData("", """{"name": "ok", "competitor_urls": ["a.com","a.com","a.com","a.com","a.com","a.com","a.com","a.com","a.com","a.com","a.com"]}""", "competitor_urls")]
    [InlineData("", """{"name": "ok", "profile": {"name": "x", "industry": "y"}}""", "profile.goals")]
    [InlineData("", """{"name": "ok", "profile": {"name": "x", "industry": "y", "goals": ""}}""", "profile.goals")]
    [InlineData("", """{"name": "ok", "profile": {"name": "x", "industry": "y", "goals": "z", "website": "http://[::1]/"}}""", "profile.website")]
    [InlineData("/ID/approve", "{}", "approval_type")]
    [InlineData("/ID/approve", """{"approval_type": "everything"}""", "approval_type")]
    [InlineData("/ID/approve", """{"approval_type": "seed_keywords", "approved_items": ["subtopic_1"]}""", "approved_items[0]")]
    [InlineData("/ID/approve", $$"""{"approval_type": "seed_keywords", "approved_items": ["{{Item}}"]}""", "approved_items")]
    [InlineData("/ID/approve", """{"approval_type": "seed_keywords", "approved_items": []}""", "approved_items")]
    [InlineData("/ID/approve", $$"""{"approval_type": "seed_keywords", "rejected_items": ["{{Item}}"]}""", "rejected_items")]
    [InlineData("/ID/approve", """{"approval_type": "seed_keywords", "feedback": "a\u0000b"}""", "feedback")]
    [InlineData("/ID/reject", """{"reason": "no"}""", "revision_step")]
    [InlineData("/ID/reject", """{"revision_step": 1}""", "reason")]
    [InlineData("/ID/reject", """{"reason": "", "revision_step": 1}""", "reason")]
    [InlineData("/ID/reject", """{"reason": "a\u0000b", "revision_step": 1}""", "reason")]
    [InlineData("/ID/reject", """{"reason": "no", "revision_step": 0}""", "revision_step")]
    [InlineData("/ID/reject", """{"reason": "no", "revision_step": 8}""", "revision_step")]
    [InlineData("/ID/reject", """{"reason": "no", "revision_step": "3"}""", "revision_step")]
    [InlineData("/ID/reject", """{"reason": "no", "revision_step": 3.5}""", "revision_step")]
    [InlineData("/ID/cancel", """{"reason": "a\u0000b"}""", "reason")]
    [InlineData("/ID/cancel", """{"why": "typo"}""", "why")]
    [InlineData("/ID/execute-step/1", """{"force_retry": "yes"}""", "force_retry")]
    [InlineData("/ID/execute-step/1", """{"force": true}""", "force")]
    [InlineData("/ID/execute-step/1", """{"input_data": {"text": "a\u0000b"}}""", "input_data")]
    [InlineData("/ID/execute-step/1", """{"input_data": {"text": "\ud800"}}""", "input_data")]
    [InlineData("/ID/execute-step/1", """{"input_data": {"number": 1e200000}}""", "input_data")]
    public async Task A_wrong_field_is_named(string route, string body, string field)
    {
        var workflow = await _organization.AtSeeds();
        await workflow.ShouldBeSound();
        var (before, rows) = (await _organization.Fingerprint(), await _organization.AuditRows());

        var refusal = (await _organization.Send(HttpMethod.Post, Organization.Workflows + route.Replace("ID", workflow.Id.ToString(), StringComparison.Ordinal), body, "content_manager")).ShouldRefuse(HttpStatusCode.BadRequest);

        refusal.Faults.ShouldContain(field, refusal.Text);
        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/ID/approve")]
    [InlineData("/ID/reject")]
    [InlineData("/ID/cancel")]
    [InlineData("/ID/execute-step/2")]
    public async Task What_is_no_json_object_is_refused_on_every_post(string route)
    {
        var workflow = await _organization.AtSeeds();
        await workflow.ShouldBeSound();
        var path = Organization.Workflows + route.Replace("ID", workflow.Id.ToString(), StringComparison.Ordinal);
        var (before, rows) = (await _organization.Fingerprint(), await _organization.AuditRows());

        foreach (var body in (string[])["{", "[]", "\"text\"", "7", "{\"name\": \"x\"} trailing", "{'name': 'x'}", "\u0000", new string('[', 100)])
            (await _organization.Send(HttpMethod.Post, path, body, "admin")).ShouldRefuse(HttpStatusCode.BadRequest);
        (await _organization.Send(HttpMethod.Post, path, "name=x", "admin", contentType: "application/x-www-form-urlencoded")).ShouldRefuse(HttpStatusCode.UnsupportedMediaType);
        (await _organization.Send(HttpMethod.Post, path, "<name/>", "admin", contentType: "text/xml")).ShouldRefuse(HttpStatusCode.UnsupportedMediaType);
        (await _organization.Send(HttpMethod.Post, path, $$"""{"name": "{{new string('x', 1024 * 1024)}}"}""", "admin")).ShouldRefuse(HttpStatusCode.RequestEntityTooLarge);
        if (route is "" or "/ID/approve" or "/ID/reject") (await _organization.Send(HttpMethod.Post, path, null, "admin")).ShouldRefuse(HttpStatusCode.BadRequest);

        (await _organization.Fingerprint()).ShouldBe(before);
        (await _organization.AuditRows()).ShouldBe(rows);
    }

    [Theory]
    [InlineData("GET", "/api/intent-workflows/not-a-uuid", 404)]
    [InlineData("POST", "/api/intent-workflows/not-a-uuid/approve", 404)]
    [InlineData("POST", "/api/intent-workflows/ID/execute-step/two", 404)]
    [InlineData("POST", "/api/intent-workflows/ID/execute-step/10", 400)]
    [InlineData("POST", "/api/intent-workflows/ID/execute-step/-1", 400)]
    [InlineData("POST", "/api/intent-workflows/ID/execute-step/99999999999", 404)]
    [InlineData("DELETE", "/api/intent-workflows/ID", 405)]
    [InlineData("GET", "/api/intent-workflows?limit=0", 400)]
    [InlineData("GET", "/api/intent-workflows?limit=201", 400)]
    [InlineData("GET", "/api/intent-workflows?offset=-1", 400)]
    [InlineData("GET", "/api/intent-workflows?limit=ten", 400)]
    [InlineData("GET", "/api/intent-workflows?status=step_10", 400)]
    [InlineData("GET", "/api/intent-workflows?created_by=%00", 400)]
    [InlineData("GET", "/api/intent-workflows?organization_id=acme", 400)]
    [InlineData("GET", "/api/intent-workflows/ID/audit?limit=1000", 400)]
    [InlineData("GET", "/api/intent/audit/logs?date_from=yesterday", 400)]
    [InlineData("GET", "/api/intent/audit/logs?action=%00", 400)]
    [InlineData("GET", "/api/intent/audit/logs?actor_id=a%00", 400)]
    [InlineData("GET", "/api/intent/audit/logs?workflow_id=7", 400)]
    [InlineData("GET", "/api/articles?status=%00", 400)]
    [InlineData("GET", "/api/articles?status=lost", 400)]
    [InlineData("GET", "/api/articles/not-a-uuid", 404)]
    [InlineData("PUT", "/api/organizations/acme/profile", 404)]
    public async Task A_wrong_address_is_refused(string method, string path, int status)
    {
        var workflow = await _organization.AtSeeds();

        var answer = await _organization.Send(HttpMethod.Parse(method), path.Replace("ID", workflow.Id.ToString(), StringComparison.Ordinal), method == "GET" ? null : "{}", "admin");

        answer.ShouldRefuse((HttpStatusCode)status);
        await workflow.ShouldBeSound();
    }

    [Fact]
    public async Task A_profile_that_says_nothing_is_refused_and_not_stored()
    {
        var path = $"/api/organizations/{_organization.Id}/profile";

        (await _organization.Put(path, """{"name": "", "industry": "y", "goals": "z"}""")).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["profile.name"]);
        (await _organization.Put(path, """{"name": "x", "industry": "y", "goals": "z", "size": 3}""")).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["size"]);
        (await _organization.Put(path, """{"name": "x", "industry": "y", "goals": "z", "competitor_urls": ["localhost"]}""")).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["profile.competitor_urls[0]"]);

        (await _organization.Get(path)).ShouldRefuse(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Without_a_body_a_step_is_triggered_and_a_workflow_cancelled()
    {
        var workflow = await _organization.AtSeeds();

        (await _organization.Send(HttpMethod.Post, $"{workflow.Path}/execute-step/3", null, "member")).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("completed");
        (await _organization.Send(HttpMethod.Post, $"{workflow.Path}/execute-step/3", "{}", "member")).ShouldBe(HttpStatusCode.OK);
        (await _organization.Send(HttpMethod.Post, $"{workflow.Path}/cancel", null, "admin")).ShouldBe(HttpStatusCode.OK)["status"].ShouldBe("cancelled");
    }

    [Fact]
    public async Task An_item_in_both_lists_is_refused()
    {
        var workflow = await _organization.AtSubtopics();
        var items = await workflow.Subtopics();

        (await workflow.Approve("subtopics", items, items[..1])).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["rejected_items"]);
        (await workflow.Approve("subtopics", null)).ShouldRefuse(HttpStatusCode.BadRequest).Faults.ShouldBe(["approved_items"]);
    }
}
