using System.Text;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.KeywordData;

public sealed class DataForSeoKeywordDataTests
{
    [Fact]
    public async Task Ranked_keywords_ask_for_organic_rankings_by_volume()
    {
        var (server, setup) = Answering("ranked_keywords.json");
        await using var _ = setup;

        var answer = await setup.Keywords.RankedKeywords("https://www.Example.com/pricing", 50, default);

        answer.Value.Select(k => k.Text).ShouldBe(["container registry", "image scanning", "unmeasured keyword"]);
        answer.CostUsd.ShouldBe(0.0104m);
        server.Request().RequestUri!.ToString().ShouldBe("http://127.0.0.1:9/base/v3/dataforseo_labs/google/ranked_keywords/live");
        server.Request().Headers.Authorization!.ToString().ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("login@example.com:geheim-ü")));
        Sent(server).ShouldBe("""[{"location_code":2840,"language_code":"en","limit":50,"target":"example.com","item_types":["organic"],"order_by":["keyword_data.keyword_info.search_volume,desc"]}]""");
    }

    [Fact]
    public async Task An_unknown_domain_has_no_overview()
    {
        var (_, setup) = Answering("no_data.json");
        await using var _1 = setup;
        (await setup.Keywords.DomainOverview("unknown-company.com", default)).ShouldBe(new Priced<DomainOverview?>(null, 0.01m));
    }

    [Fact]
    public async Task Related_keywords_leave_the_seed_out()
    {
        var server = new ScriptedServer().Answer("""
            {"status_code":20000,"cost":0.0103,"tasks":[{"status_code":20000,"result":[{"items":[
              {"depth":0,"keyword_data":{"keyword":"yarn twisting"}},{"depth":1,"keyword_data":{"keyword":"yarn"}},{"depth":1,"keyword_data":{"keyword":"Yarn"}},{"depth":2,"keyword_data":{"keyword":"twist"}}]}]}]}
            """);
        await using var setup = new ProviderSetup(server);

        (await setup.Keywords.Related("Yarn, twisting", 2, default)).Value.Select(k => k.Text).ShouldBe(["yarn", "twist"]);

        Sent(server).ShouldBe("""[{"location_code":2840,"language_code":"en","limit":3,"keyword":"yarn twisting","depth":2}]""");
    }

    [Fact]
    public async Task Variations_long_forms_and_questions_are_asked_as_documented()
    {
        var (server, setup) = Answering("keyword_suggestions.json");
        await using var _ = setup;

        await setup.Keywords.Variations("registry", 5, default);
        await setup.Keywords.LongForm("registry", 5, default);
        await setup.Keywords.Questions("registry", 5, default);
        await setup.Keywords.TopPages("example.com", 5, default);

        server.Body(0)[0].GetProperty("keywords")[0].GetString().ShouldBe("registry");
        server.Body(0)[0].GetProperty("closely_variants").GetBoolean().ShouldBeTrue();
        server.Body(1)[0].GetProperty("filters").GetRawText().ShouldBe("""["keyword","regex","([^ ]\u002B ){3,}[^ ]\u002B"]""");
        server.Body(2)[0].GetProperty("filters")[2].GetString()!.ShouldStartWith("(how|what|why");
        server.Body(3)[0].GetProperty("order_by")[0].GetString().ShouldBe("metrics.organic.etv,desc");
        Enumerable.Range(0, 4).Select(i => server.Body(i).GetArrayLength()).ShouldAllBe(tasks => tasks == 1);
    }

    [Fact]
    public async Task Market_and_language_are_configuration()
    {
        var server = new ScriptedServer().Answer(Fixture.Read("no_data.json"));
        await using var setup = new ProviderSetup(server, null, null, ("Providers:KeywordData:LocationCode", "2276"), ("Providers:KeywordData:LanguageCode", "de"));

        await setup.Keywords.DomainOverview("example.com", default);

        Sent(server).ShouldBe("""[{"location_code":2276,"language_code":"de","limit":1,"target":"example.com"}]""");
    }

    [Theory]
    [InlineData("http://169.254.169.254/")]
    [InlineData("localhost")]
    public async Task A_hostile_domain_never_leaves_the_process(string domain)
    {
        var (server, setup) = Answering("no_data.json");
        await using var _ = setup;

        (await Should.ThrowAsync<ProviderException>(() => setup.Keywords.RankedKeywords(domain, 1, default))).ErrorType.ShouldBe(ProviderErrorType.ClientError);

        server.Calls.ShouldBe(0);
    }

    private static (ScriptedServer, ProviderSetup) Answering(string fixture)
    {
        var server = new ScriptedServer().Answer(Fixture.Read(fixture));
        return (server, new ProviderSetup(server));
    }

    private static string Sent(ScriptedServer server) => server.Body().GetRawText();
}
