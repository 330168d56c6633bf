using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Counts;

public sealed class CountIntentsTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task A_badge_shows_how_many_there_are_in_each_status()
    {
        await _organization.Create();
        await _organization.Create("file-1", type: "parse_content");
        await _organization.Create("file-2", type: "parse_content");
        await _organization.Complete(await _organization.CreateClaimed());
        await _organization.Cancel(await _organization.Create());
        await new Organization(host).Create();

        (await Counts("")).ShouldBe(["cancelled 1", "completed 1", "failed 0", "in_progress 0", "pending 3"]);
        (await Counts("?type=parse_content")).ShouldBe(["cancelled 0", "completed 0", "failed 0", "in_progress 0", "pending 2"]);
        (await Counts("?type=parse_content,generate_article")).ShouldBe(["cancelled 1", "completed 1", "failed 0", "in_progress 0", "pending 3"]);
        (await Counts("?target_artifact_id=file-2")).ShouldBe(["cancelled 0", "completed 0", "failed 0", "in_progress 0", "pending 1"]);
        (await Counts("?target_artifact_id=file-2&type=generate_article")).ShouldBe(["cancelled 0", "completed 0", "failed 0", "in_progress 0", "pending 0"]);
    }

    [Fact]
    public async Task Past_a_thousand_it_says_that_there_are_more()
    {
        var unit = host.Database.Begin(_organization.Id);
        unit.Add($"insert into intent_executions (tenant_id, intent_id, intent_type, created_by) select '{_organization.Id}', 'i-' || i, 'parse_content', 'test' from generate_series(1, 1001) i");
        await unit.CommitAsync();

        var answer = (await _organization.Get("/api/intents/counts")).ShouldBe(HttpStatusCode.OK);

        answer.Body.GetProperty("counts").GetProperty("pending").GetInt64().ShouldBe(1000);
        answer.Body.GetProperty("more").EnumerateArray().Select(s => s.GetString()).ShouldBe(["pending"]);
    }

    [Theory]
    [InlineData("?type=%00", "type")]
    [InlineData("?target_artifact_id=", "target_artifact_id")]
    public async Task What_makes_no_sense_is_refused(string query, string field) =>
        (await _organization.Get($"/api/intents/counts{query}")).ShouldBe(HttpStatusCode.BadRequest).Body.ToString().ShouldContain(field);

    private async Task<IEnumerable<string>> Counts(string query) => (await _organization.Get($"/api/intents/counts{query}")).ShouldBe(HttpStatusCode.OK)
        .Body.GetProperty("counts").EnumerateObject().Select(c => $"{c.Name} {c.Value.GetInt64()}").Order(StringComparer.Ordinal);
}
