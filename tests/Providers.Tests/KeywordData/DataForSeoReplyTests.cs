using System.Net;
using IntentEngine.Providers.Calls;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.KeywordData;

public sealed class DataForSeoReplyTests
{
    private static readonly HastyClock Clock = new();

    [Fact]
    public void Items_come_with_the_cost_of_the_call()
    {
        var reply = Read("ranked_keywords.json");
        reply.Value.Count.ShouldBe(4);
        reply.CostUsd.ShouldBe(0.0104m);
    }

    [Fact]
    public void Figures_are_read_leniently()
    {
        var keywords = Read("ranked_keywords.json").Value.Select(DataForSeoItems.Keyword).OfType<Keyword>().ToList();

        keywords[0].ShouldBe(new Keyword { Text = "container registry", SearchVolume = 5400, Difficulty = 39, Competition = 0.019999999552965164, Cpc = 1.03m, Intent = "commercial" });
        keywords[1].ShouldBe(new Keyword { Text = "image scanning" });
        keywords[2].ShouldBe(new Keyword { Text = "unmeasured keyword" });
        keywords.Count.ShouldBe(3);
    }

    [Fact]
    public void Suggestions_are_read_without_a_wrapper()
    {
        var keyword = DataForSeoItems.Keyword(Read("keyword_suggestions.json").Value.ShouldHaveSingleItem())!;
        keyword.Text.ShouldBe("what is a container registry");
        keyword.SearchVolume.ShouldBe(210);
        keyword.Difficulty.ShouldBe(12);
    }

    [Fact]
    public void Items_null_is_an_empty_answer_that_still_costs() => Read("no_data.json").ShouldSatisfyAllConditions(
        reply => reply.Value.ShouldBeEmpty(),
        reply => reply.CostUsd.ShouldBe(0.01m));

    [Fact]
    public void A_page_without_organic_figures_is_left_out() =>
        Read("relevant_pages.json").Value.Select(DataForSeoItems.Page).OfType<TopPage>().ShouldBe([new("https://example.com/", 12.5)]);

    [Fact]
    public void A_domain_overview_is_read() =>
        DataForSeoItems.Overview(Read("domain_rank_overview.json").Value[0]).ShouldBe(new DomainOverview(298.8109993338585, 111));

    [Theory]
    [InlineData("""{"status_code":20000,"cost":0.01,"tasks":[{"status_code":40102,"status_message":"No Search Results.","result":null}]}""")]
    [InlineData("""{"status_code":40102,"cost":0.01,"tasks":[{"status_code":40102}]}""")]
    public void No_search_results_is_an_empty_answer(string body) => DataForSeoReply.Read(new(HttpStatusCode.OK, body), Clock).Value.ShouldBeEmpty();

    [Fact]
    public void A_failed_task_fails_the_call_although_HTTP_and_envelope_report_success()
    {
        var failure = Should.Throw<ProviderException>(() => Read("task_40501.json"));
        failure.ErrorType.ShouldBe(ProviderErrorType.ClientError);
        failure.Message.ShouldContain("40501");
        failure.Message.ShouldContain("invalid characters");
    }

    [Fact]
    public void An_envelope_without_tasks_is_judged_by_its_own_code() =>
        Should.Throw<ProviderException>(() => Read("not_found_40400.json", HttpStatusCode.NotFound)).ErrorType.ShouldBe(ProviderErrorType.ClientError);

    [Theory]
    [InlineData(401, "<html>401</html>", ProviderErrorType.AuthError)]
    [InlineData(402, "", ProviderErrorType.AccountError)]
    [InlineData(404, "nope", ProviderErrorType.ClientError)]
    [InlineData(302, "", ProviderErrorType.ClientError)]
    [InlineData(408, "", ProviderErrorType.Timeout)]
    [InlineData(429, "", ProviderErrorType.RateLimit)]
    [InlineData(500, "", ProviderErrorType.ServerError)]
    [InlineData(503, "{}", ProviderErrorType.ServerError)]
    [InlineData(200, "<html>a proxy</html>", ProviderErrorType.ServerError)]
    [InlineData(200, """{"version":"0.1","status_code":20000,"tasks":[{"sta""", ProviderErrorType.ServerError)]
    [InlineData(200, """{"status_code":20000,"tasks":null}""", ProviderErrorType.ServerError)]
    [InlineData(200, """{"status_code":20000,"tasks":[{"status_code":20000,"result":[null]}]}""", ProviderErrorType.ServerError)]
    [InlineData(200, """[1]""", ProviderErrorType.ServerError)]
    public void Without_a_code_HTTP_decides(int status, string body, ProviderErrorType expected) =>
        Should.Throw<ProviderException>(() => DataForSeoReply.Read(new((HttpStatusCode)status, body), Clock)).ErrorType.ShouldBe(expected);

    [Fact]
    public void The_limit_per_minute_waits_for_the_next_minute_unless_told_otherwise()
    {
        const string body = """{"status_code":40202,"status_message":"x","cost":0,"tasks":null}""";
        Should.Throw<ProviderException>(() => DataForSeoReply.Read(new(HttpStatusCode.OK, body), Clock)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        Should.Throw<ProviderException>(() => DataForSeoReply.Read(new((HttpStatusCode)429, body, TimeSpan.FromSeconds(7)), Clock)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public void A_failure_that_was_charged_says_so() => Should.Throw<ProviderException>(() => DataForSeoReply.Read(
        new(HttpStatusCode.OK, """{"status_code":20000,"cost":0.02,"tasks":[{"status_code":50000,"status_message":"x"}]}"""), Clock)).CostUsd.ShouldBe(0.02m);

    private static Priced<IReadOnlyList<System.Text.Json.JsonElement>> Read(string fixture, HttpStatusCode status = HttpStatusCode.OK) =>
        DataForSeoReply.Read(new(status, Fixture.Read(fixture)), Clock);
}
