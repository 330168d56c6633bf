using System.Net.Http.Json;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.ProviderSimulator;
using IntentEngine.ProviderSimulator.Faults;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers;

/// <summary>Every failure the simulator can play, as the real clients see it over real HTTP.</summary>
public sealed class SimulatedFaultsTests : IAsyncLifetime
{
    private readonly HastyClock clock = new();
    private RunningSimulator simulator = null!;
    private ProviderSetup setup = null!;

    public async ValueTask InitializeAsync()
    {
        simulator = await ProviderSimulatorService.StartAsync();
        setup = new ProviderSetup(clock: clock, settings: simulator.ProviderSettings);
    }

    public async ValueTask DisposeAsync()
    {
        await setup.DisposeAsync();
        await simulator.DisposeAsync();
    }

    [Theory]
    [InlineData(FaultNames.Unauthorized, ProviderErrorType.AuthError, 1)]
    [InlineData(FaultNames.UnauthorizedHtml, ProviderErrorType.AuthError, 1)]
    [InlineData(FaultNames.PaymentRequired, ProviderErrorType.AccountError, 1)]
    [InlineData(FaultNames.NotFound, ProviderErrorType.ClientError, 1)]
    [InlineData(FaultNames.InvalidField, ProviderErrorType.ClientError, 1)]
    [InlineData(FaultNames.ServerError, ProviderErrorType.ServerError, 3)]
    [InlineData(FaultNames.RateLimitBody, ProviderErrorType.RateLimit, 3)]
    [InlineData(FaultNames.TooManyRequests, ProviderErrorType.RateLimit, 3)]
    [InlineData(FaultNames.TooManyQueries, ProviderErrorType.RateLimit, 3)]
    [InlineData(FaultNames.Truncated, ProviderErrorType.ServerError, 3)]
    public async Task A_failure_of_keyword_data_has_its_class_and_number_of_calls(string fault, ProviderErrorType expected, int calls)
    {
        await Play("ranked_keywords", fault, 9);

        (await Should.ThrowAsync<ProviderException>(() => setup.Keywords.RankedKeywords("docker.com", 3, default))).ErrorType.ShouldBe(expected);

        (await Calls())["ranked_keywords"].ShouldBe(calls);
    }

    [Theory]
    [InlineData(FaultNames.RateLimitBody, 30)]
    [InlineData(FaultNames.TooManyRequests, 1)]
    public async Task After_a_rate_limit_the_call_waits_and_succeeds(string fault, int seconds)
    {
        await Play("ranked_keywords", fault, 1);

        (await setup.Keywords.RankedKeywords("docker.com", 3, default)).Value.Count.ShouldBe(3);

        clock.Waits.ShouldContain(TimeSpan.FromSeconds(seconds));
    }

    [Fact]
    public async Task Items_null_is_an_empty_answer()
    {
        await Play("ranked_keywords", FaultNames.ItemsNull, 1);
        (await setup.Keywords.RankedKeywords("docker.com", 3, default)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keyword_info_null_leaves_keywords_unmeasured()
    {
        await Play("*", FaultNames.KeywordInfoNull, 1);
        var keywords = (await setup.Keywords.RankedKeywords("docker.com", 3, default)).Value;
        keywords.Count.ShouldBe(3);
        keywords.ShouldAllBe(keyword => keyword.SearchVolume == null && keyword.Difficulty == null);
    }

    [Fact]
    public async Task A_slow_provider_runs_into_the_time_limit()
    {
        await Play("ranked_keywords", FaultNames.Slow + ":60000", 9);
        await using var impatient = new ProviderSetup(null, clock, simulator.ProviderSettings, ("Providers:KeywordData:TimeoutSeconds", "1"));

        (await Should.ThrowAsync<ProviderException>(() => impatient.Keywords.RankedKeywords("docker.com", 3, default))).ErrorType.ShouldBe(ProviderErrorType.Timeout);
    }

    [Theory]
    [InlineData(FaultNames.Unauthorized, ProviderErrorType.AuthError, 1)]
    [InlineData(FaultNames.UnauthorizedHtml, ProviderErrorType.AuthError, 1)]
    [InlineData(FaultNames.PaymentRequired, ProviderErrorType.AccountError, 1)]
    [InlineData(FaultNames.Retired, ProviderErrorType.ClientError, 1)]
    [InlineData(FaultNames.TooManyRequests, ProviderErrorType.RateLimit, 3)]
    [InlineData(FaultNames.ServerError, ProviderErrorType.ServerError, 3)]
    [InlineData(FaultNames.Truncated, ProviderErrorType.ServerError, 3)]
    [InlineData(FaultNames.StatusFailed, ProviderErrorType.ServerError, 3)]
    [InlineData(FaultNames.InvalidJson, ProviderErrorType.ValidationError, 2)]
    [InlineData(FaultNames.NoMessage, ProviderErrorType.ValidationError, 2)]
    public async Task A_failure_of_the_model_has_its_class_and_number_of_calls(string fault, ProviderErrorType expected, int calls)
    {
        await Play("keyword_research", fault, 9);

        (await Should.ThrowAsync<ProviderException>(() => setup.Model.Complete(Research, default))).ErrorType.ShouldBe(expected);

        (await Calls())["keyword_research"].ShouldBe(calls);
    }

    [Theory]
    [InlineData(FaultNames.Fenced, 1)]
    [InlineData(FaultNames.InvalidJson, 2)]
    [InlineData(FaultNames.NoMessage, 2)]
    [InlineData(FaultNames.StatusFailed, 2)]
    public async Task A_model_that_stumbles_once_still_answers(string fault, int calls)
    {
        await Play("keyword_research", fault, 1);

        var answer = await setup.Model.Complete(Research, default);

        answer.Json!.Value.GetProperty("primary_keyword").GetString().ShouldBe("docker compose");
        answer.Grounded.ShouldBeTrue();
        answer.Citations.ShouldNotBeEmpty();
        answer.CostUsd.ShouldBeGreaterThan(0.005m);
        (await Calls())["keyword_research"].ShouldBe(calls);
    }

    [Fact]
    public async Task The_openai_compatible_kind_is_served_too()
    {
        await using var own = new ProviderSetup(null, clock, simulator.ProviderSettings,
            ("Providers:LanguageModel:Kind", "openai-compatible"), ("Providers:LanguageModel:BaseUrl", simulator.BaseUrl + "v1"), ("Providers:LanguageModel:Model", "any"), ("Providers:LanguageModel:SupportsJsonSchema", "false"));

        var answer = await own.Model.Complete(Research, default);

        answer.Json!.Value.GetProperty("primary_keyword").GetString().ShouldBe("docker compose");
        answer.Grounded.ShouldBeFalse();
    }

    [Fact]
    public async Task All_keyword_calls_bring_measured_rows()
    {
        (await setup.Keywords.DomainOverview("https://www.docker.com/", default)).Value!.KeywordCount.ShouldBeGreaterThan(2);
        (await setup.Keywords.TopPages("docker.com", 5, default)).Value.ShouldNotBeEmpty();
        (await setup.Keywords.Related("continuous integration", 5, default)).Value.Count.ShouldBe(5);
        (await setup.Keywords.Variations("docker compose", 3, default)).Value.Count.ShouldBe(3);
        (await setup.Keywords.LongForm("docker compose", 3, default)).Value.ShouldAllBe(k => k.Text.Split(' ').Length >= 4);
        var questions = await setup.Keywords.Questions("docker compose", 3, default);
        questions.Value.Count.ShouldBe(3);
        questions.Value.ShouldAllBe(k => k.SearchVolume >= 10);
        questions.CostUsd.ShouldBe(0.0103m);
        (await setup.Keywords.DomainOverview("no-such-company-at-all.com", default)).Value.ShouldBeNull();
    }

    private static CompletionRequest Research => new()
    {
        Purpose = "keyword_research",
        Instructions = "Answer with JSON.",
        Input = "Keyword: docker compose",
        JsonSchema = """{"type":"object","required":["primary_keyword","questions"],"properties":{"primary_keyword":{"type":"string"},"questions":{"type":"array","minItems":1,"items":{"type":"string"}}}}""",
        Search = true,
    };

    private async Task Play(string match, string fault, int times)
    {
        using var http = new HttpClient { BaseAddress = simulator.BaseUrl };
        using var response = await http.PutAsJsonAsync("simulator/faults", new[] { new { match, fault, times } });
        response.EnsureSuccessStatusCode();
    }

    private async Task<Dictionary<string, int>> Calls()
    {
        using var http = new HttpClient { BaseAddress = simulator.BaseUrl };
        return (await http.GetFromJsonAsync<Dictionary<string, int>>("simulator/calls"))!;
    }
}
