using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Queries;

public sealed class PendingTargetsTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task Files_with_pending_parse_intents_are_found_in_one_call()
    {
        foreach (var file in new[] { "file-2", "file-1", "file-3" }) await _organization.Create(file, type: "parse_content");
        await _organization.Post("/api/intents", new { intent_type = "parse_content", target_artifact_id = "file-1", on_conflict = "allow" });
        await _organization.Create("file-4", type: "summarize");
        await _organization.Create(type: "parse_content");
        var done = await _organization.Create("file-5", type: "parse_content");
        await _organization.Claim(done);

        var answer = (await _organization.Get("/api/intents/pending-targets?intent_type=parse_content")).ShouldBe(HttpStatusCode.OK);

        Targets(answer).ShouldBe(["file-1 2", "file-2 1", "file-3 1"]);
        var first = answer.Body.GetProperty("targets")[0];
        first.GetProperty("oldest_created_at").GetDateTimeOffset().ShouldBeLessThan(first.GetProperty("newest_created_at").GetDateTimeOffset());
        answer["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Pages_go_on_where_the_one_before_ended()
    {
        foreach (var i in Enumerable.Range(1, 5)) await _organization.Create($"file-{i}");

        var first = await _organization.Get("/api/intents/pending-targets?intent_type=generate_article&limit=2");
        var second = await _organization.Get($"/api/intents/pending-targets?intent_type=generate_article&limit=2&after={first["next"]}");
        var last = await _organization.Get($"/api/intents/pending-targets?intent_type=generate_article&limit=2&after={second["next"]}");

        new[] { first, second, last }.SelectMany(Targets).ShouldBe(["file-1 1", "file-2 1", "file-3 1", "file-4 1", "file-5 1"]);
        last["next"].ShouldBeNull();
    }

    [Fact]
    public async Task Another_organization_has_none()
    {
        await _organization.Create("file-1");

        Targets(await new Organization(host).Get("/api/intents/pending-targets?intent_type=generate_article")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("", "intent_type")]
    [InlineData("?intent_type=Parse", "intent_type")]
    [InlineData("?intent_type=parse&limit=0", "limit")]
    [InlineData("?intent_type=parse&limit=201", "limit")]
    [InlineData("?intent_type=parse&limit=x", "limit")]
    [InlineData("?intent_type=parse&after=%00", "after")]
    public async Task What_makes_no_sense_is_refused(string query, string field) =>
        (await _organization.Get($"/api/intents/pending-targets{query}")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

    private static IEnumerable<string> Targets(Answer answer) =>
        answer.ShouldBe(HttpStatusCode.OK).Body.GetProperty("targets").EnumerateArray().Select(t => $"{t.GetProperty("target_artifact_id").GetString()} {t.GetProperty("pending").GetInt64()}");
}
