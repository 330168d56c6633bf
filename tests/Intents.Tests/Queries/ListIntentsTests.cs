using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Queries;

public sealed class ListIntentsTests(IntentsHost host)
{
    private readonly Organization _organization = new(host);

    [Fact]
    public async Task Lists_are_newest_first_and_paged_with_a_total()
    {
        var ids = new List<string>();
        for (var i = 0; i < 5; i++) ids.Add(await _organization.Create());

        var page = (await _organization.Get("/api/intents?limit=2&offset=1")).ShouldBe(HttpStatusCode.OK);

        (page["total"], page["limit"], page["offset"]).ShouldBe(("5", "2", "1"));
        Ids(page).ShouldBe([ids[3], ids[2]]);
    }

    [Theory]
    [InlineData("status=in_progress")]
    [InlineData("type=parse_content")]
    [InlineData("target_artifact_id=file-1")]
    [InlineData("created_by=some-admin")]
    [InlineData("session_id=11111111-1111-4111-8111-111111111111")]
    [InlineData("correlation_id=run-1")]
    [InlineData("status=in_progress&type=parse_content&correlation_id=run-1")]
    [InlineData("status=in_progress,failed")]
    [InlineData("status=in_progress&status=cancelled")]
    [InlineData("type=parse_content,summarize")]
    [InlineData("type=parse_content&status=in_progress,failed,completed")]
    [InlineData("context=%7B%22ingestion_profile%22:%22hybrid%22%7D")]
    [InlineData("context=%7B%22parse_options%22:%7B%22pages%22:[2]%7D%7D&status=in_progress")]
    [InlineData("context=%7B%22parse_options%22:%7B%22ocr%22:null%7D%7D")]
    [InlineData("type=parse_content&context=%7B%22ingestion_profile%22:%22hybrid%22%7D&session_id=11111111-1111-4111-8111-111111111111&created_by=some-admin")]
    public async Task Each_filter_finds_its_intent_and_no_other(string filter)
    {
        await _organization.Create("file-2");
        await _organization.Post("/api/intents", new { intent_id = "wanted", intent_type = "parse_content", target_artifact_id = "file-1", session_id = "11111111-1111-4111-8111-111111111111", correlation_id = "run-1", context = new { ingestion_profile = "hybrid", parse_options = new { pages = new[] { 1, 2 }, ocr = (string?)null } } }, "admin");
        await _organization.Claim("wanted");

        var page = (await _organization.Get($"/api/intents?{filter}")).ShouldBe(HttpStatusCode.OK);

        Ids(page).ShouldBe(["wanted"]);
        page["total"].ShouldBe("1");
    }

    [Fact]
    public async Task Times_include_their_beginning_and_exclude_their_end()
    {
        var first = await _organization.Create();
        var second = await _organization.Create();
        var (from, to) = (await Time(first, "created_at"), await Time(second, "created_at"));
        await _organization.Claim(first);
        var changed = await Time(first, "updated_at");

        (await _organization.Get($"/api/intents?created_from={from}&created_to={to}")).Ids.ShouldBe([first]);
        (await _organization.Get($"/api/intents?created_from={to}")).Ids.ShouldBe([second]);
        (await _organization.Get($"/api/intents?updated_from={changed}")).Ids.ShouldBe([first]);
        (await _organization.Get($"/api/intents?updated_to={changed}")).Ids.ShouldBe([second]);
        // By change, the one that was claimed last comes first.
        (await _organization.Get($"/api/intents?updated_from={from}")).Ids.ShouldBe([first, second]);

        async Task<string> Time(string id, string name) => Uri.EscapeDataString((await _organization.Get($"/api/intents/{id}"))[name]!);
    }

    [Fact]
    public async Task A_long_list_is_counted_to_a_thousand()
    {
        var unit = host.Database.Begin(_organization.Id);
        unit.Add($"insert into intent_executions (tenant_id, intent_id, intent_type, created_by) select '{_organization.Id}', 'i-' || i, 'parse_content', 'test' from generate_series(1, 1005) i");
        await unit.CommitAsync();

        var first = await _organization.Get("/api/intents?limit=10");
        (first["total"], first["total_is_exact"]).ShouldBe(("1000", "False"));
        var last = await _organization.Get("/api/intents?limit=10&offset=1000");
        (last["total"], last["total_is_exact"], last.Ids.Count).ShouldBe(("1005", "True", 5));
        (await _organization.Get("/api/intents?limit=10&offset=2000"))["total"].ShouldBe("1000");
    }

    [Fact]
    public async Task The_completion_token_is_never_shown()
    {
        const string Secret = "secret-completion-token";
        var body = new { intent_id = "i-1", intent_type = "generate_article", target_artifact_id = "a", owner = "workflows", completion_token = Secret };
        var answers = new List<Answer>
        {
            await _organization.Post("/api/intents", body, key: "k"),
            await _organization.Post("/api/intents", body),
            await _organization.Get("/api/intents/i-1"),
            await _organization.Get("/api/intents"),
            await _organization.Post("/api/intent/pending/list", new { }),
            await _organization.Claim("i-1"),
            await _organization.Complete("i-1"),
        };

        foreach (var answer in answers)
        {
            ((int)answer.Status).ShouldBeLessThan(300);
            answer.Body.ToString().ShouldNotContain(Secret);
            answer.Body.ToString().ShouldNotContain("completion_token");
        }

        (await _organization.Rows("select details::text from intent_audit_log union all select body::text from idempotency_keys")).ShouldAllBe(text => !text.Contains(Secret));
    }

    private static IEnumerable<string> Ids(Answer page) => page.Body.GetProperty("intents").EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()!);
}
