using System.Net;
using System.Text.Json;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Replies;

public sealed class ReplayTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_has_no_effect()
    {
        var body = new { intent_type = "generate_article" };
        var first = (await _organization.Post("/api/intents", body, key: "k-1")).ShouldBe(HttpStatusCode.Created);
        await _organization.Claim(first["intent_id"]!);

        var again = (await _organization.Post("/api/intents", body, key: "k-1")).ShouldBe(HttpStatusCode.Created);

        again.Location.ShouldBe(first.Location);
        JsonElement.DeepEquals(again.Body, first.Body).ShouldBeTrue();
        (await _organization.Get("/api/intents"))["total"].ShouldBe("1");
    }

    [Fact]
    public async Task A_key_serves_one_request()
    {
        await _organization.Post("/api/intents", new { intent_type = "generate_article" }, key: "k-1");

        (await _organization.Post("/api/intents", new { intent_type = "parse_content" }, key: "k-1")).ShouldBe(HttpStatusCode.UnprocessableEntity);

        (await _organization.Get("/api/intents"))["total"].ShouldBe("1");
    }

    [Fact]
    public async Task The_same_request_twenty_times_at_once_happens_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _organization.Post("/api/intents", new { intent_type = "generate_article" }, key: "k-1")));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Created);
        answers.Select(a => a["intent_id"]).Distinct().Count().ShouldBe(1);
        (await _organization.Audit()).ShouldBe(["intent_created"]);
    }

    [Fact]
    public async Task A_claim_whose_answer_was_lost_is_told_its_execution()
    {
        var id = await _organization.Create();
        var first = await _organization.Ask(id, "claim", new { worker = "worker-1" }, "worker", "k-1");

        var again = (await _organization.Ask(id, "claim", new { worker = "worker-1" }, "worker", "k-1")).ShouldBe(HttpStatusCode.OK);

        again["execution_id"].ShouldBe(first["execution_id"]);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var id = await _organization.Create();
        (await _organization.Ask(id, "complete", new { execution_id = "execution-1" }, "worker", "k-1")).ShouldBe(HttpStatusCode.Conflict);
        await _organization.Claim(id);

        (await _organization.Ask(id, "complete", new { execution_id = "execution-1" }, "worker", "k-1")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Keys_of_two_organizations_do_not_meet()
    {
        var other = new Organization(host);
        await _organization.Post("/api/intents", new { intent_type = "generate_article" }, key: "k-1");

        (await other.Post("/api/intents", new { intent_type = "parse_content" }, key: "k-1")).ShouldBe(HttpStatusCode.Created);
    }
}
