using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Pending;

/// <summary>The origin's two routes, with the origin's shapes (spec semantics §2.2).</summary>
public sealed class PendingIntentTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task Day_one_chooses_a_profile_and_day_two_finds_it_and_parses()
    {
        var created = (await _organization.Post("/api/intent/pending/create", new
        {
            intent_id = "parse_file-1_event-1",
            intent_type = "parse_content",
            target_artifact_id = "file-1",
            context = new { ingestion_profile = "hybrid", parse_options = new { } },
            tenant_id = _organization.Id,
            user_id = "some-member",
            session_id = Guid.NewGuid(),
        })).ShouldBe(HttpStatusCode.OK);
        (created["intent_id"], created["status"]).ShouldBe(("parse_file-1_event-1", "pending"));

        var waiting = (await _organization.Post("/api/intent/pending/list", new { tenant_id = _organization.Id, target_artifact_id = "file-1", intent_type = "parse_content" })).ShouldBe(HttpStatusCode.OK);
        waiting["total"].ShouldBe("1");
        var found = waiting.Body.GetProperty("intents")[0];
        found.GetProperty("context").GetProperty("ingestion_profile").GetString().ShouldBe("hybrid");
        foreach (var field in new[] { "intent_id", "intent_type", "status", "target_artifact_id", "context", "created_at", "updated_at" }) found.TryGetProperty(field, out _).ShouldBeTrue(field);
        await _organization.Claim("parse_file-1_event-1");
        await _organization.Complete("parse_file-1_event-1");

        (await _organization.Post("/api/intent/pending/list", new { }))["total"].ShouldBe("0");
        (await _organization.Rows("select to_status from intent_audit_log order by audit_id")).ShouldBe(["pending", "in_progress", "completed"]);
    }

    [Fact]
    public async Task The_newest_choice_of_a_profile_counts()
    {
        foreach (var profile in new[] { "structured", "hybrid" })
            await _organization.Post("/api/intent/pending/create", new { intent_type = "parse_content", target_artifact_id = "file-1", context = new { ingestion_profile = profile } });

        var waiting = await _organization.Post("/api/intent/pending/list", new { target_artifact_id = "file-1" });

        waiting["total"].ShouldBe("1");
        waiting.Body.GetProperty("intents")[0].GetProperty("context").GetProperty("ingestion_profile").GetString().ShouldBe("hybrid");
    }

    [Fact]
    public async Task The_token_decides_whose_they_are()
    {
        var elsewhere = new { intent_type = "parse_content", target_artifact_id = "file-1", tenant_id = Guid.NewGuid() };
        (await _organization.Post("/api/intent/pending/create", elsewhere)).ShouldBe(HttpStatusCode.NotFound);
        (await _organization.Post("/api/intent/pending/list", new { tenant_id = Guid.NewGuid() })).ShouldBe(HttpStatusCode.NotFound);
        (await _organization.Post("/api/intent/pending/create", new { intent_type = "parse_content", target_artifact_id = "file-1", user_id = "somebody-else" }))
            .ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["user_id"]);

        (await _organization.Written()).ShouldBe(0);
    }
}
