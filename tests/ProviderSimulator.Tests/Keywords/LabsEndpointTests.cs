using Shouldly;
using Xunit;

namespace IntentEngine.ProviderSimulator.Keywords;

public sealed class LabsEndpointTests
{
    [Fact]
    public async Task The_same_question_gets_the_same_bytes_from_every_simulator()
    {
        await using var one = await SimulatorClient.Start();
        await using var other = await SimulatorClient.Start();
        const string task = """[{"target":"docker.com","location_code":2840,"language_code":"en"}]""";
        foreach (var function in new[] { "ranked_keywords", "relevant_pages", "domain_rank_overview" })
        {
            using var first = await one.Labs(function, task);
            using var second = await other.Labs(function, task);
            (await second.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
            first.Headers.GetValues("X-Simulator").ShouldHaveSingleItem().ShouldContain("not measured");
        }
    }

    [Fact]
    public async Task An_unknown_domain_has_null_items_and_costs_a_cent()
    {
        await using var simulator = await SimulatorClient.Start();
        using var response = await simulator.Labs("ranked_keywords", """[{"target":"no-such-company-at-all.com"}]""");
        var body = await SimulatorClient.Json(response);
        var result = body.GetProperty("tasks")[0].GetProperty("result")[0];
        result.GetProperty("items").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        result.GetProperty("total_count").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        body.GetProperty("cost").GetDecimal().ShouldBe(0.01m);
    }

    [Theory]
    [InlineData("docker.com")]
    [InlineData("jenkins.io")]
    [InlineData("terraform.io")]
    public async Task A_demo_domain_ranks_for_three_phrases_with_room_for_longer_ones(string domain)
    {
        await using var simulator = await SimulatorClient.Start();

        var seeds = (await simulator.Items("ranked_keywords", $"\"target\":\"{domain}\",\"limit\":3,\"order_by\":[\"keyword_data.keyword_info.search_volume,desc\"]"))!
            .Select(item => item.GetProperty("keyword_data").GetProperty("keyword").GetString()!).ToList();

        seeds.Distinct().Count().ShouldBe(3);
        seeds.ShouldAllBe(seed => seed.Contains(' '));
        foreach (var seed in seeds)
        {
            var questions = await simulator.Items("keyword_suggestions", $"\"keyword\":\"{seed}\",\"filters\":[\"keyword\",\"regex\",\"(how|what|why) .*\"],\"limit\":3");
            questions!.Count.ShouldBe(3);
            questions.ShouldAllBe(item => seed.Split(' ').All(word => item.GetProperty("keyword").GetString()!.Contains(word)));
            (await simulator.Items("keyword_ideas", $"\"keywords\":[\"{seed}\"],\"closely_variants\":true,\"limit\":3"))!.Count.ShouldBe(3);
            (await simulator.Items("keyword_suggestions", $"\"keyword\":\"{seed}\",\"filters\":[\"keyword\",\"regex\",\"([^ ]+ ){{3,}}[^ ]+\"]"))!
                .ShouldAllBe(item => item.GetProperty("keyword").GetString()!.Split(' ').Length >= 4);
            (await simulator.Items("related_keywords", $"\"keyword\":\"{seed}\",\"depth\":2"))![0].GetProperty("depth").GetInt32().ShouldBe(0);
        }
    }

    [Theory]
    [InlineData("""[{"target":"docker.com"},{"target":"docker.com"}]""", 40000)]
    [InlineData("""[{"target":"https://docker.com"}]""", 40501)]
    [InlineData("""[{"target":"docker.com","filters":["no_such_field",">",1]}]""", 40501)]
    [InlineData("""[{"target":"docker.com","filters":[null,">",1]}]""", 40501)]
    [InlineData("""[{"target":"docker.com","filters":["se_type","regex","("]}]""", 40501)]
    [InlineData("""[{"target":"docker.com","order_by":[1]}]""", 40501)]
    public async Task A_wrong_task_fails_while_the_call_reports_success(string tasks, int code)
    {
        await using var simulator = await SimulatorClient.Start();
        using var response = await simulator.Labs("ranked_keywords", tasks);
        var body = await SimulatorClient.Json(response);
        body.GetProperty("status_code").GetInt32().ShouldBe(20000);
        body.GetProperty("tasks")[0].GetProperty("status_code").GetInt32().ShouldBe(code);
    }

    [Theory]
    [InlineData("[]", 40502)]
    [InlineData("{}", 40503)]
    [InlineData("no json", 40503)]
    public async Task A_wrong_body_is_refused_at_the_top(string body, int code)
    {
        await using var simulator = await SimulatorClient.Start();
        using var response = await simulator.Labs("ranked_keywords", body);
        (await SimulatorClient.Json(response)).GetProperty("status_code").GetInt32().ShouldBe(code);
    }

    [Fact]
    public async Task Wrong_credentials_and_unknown_functions_are_refused_with_their_HTTP_status()
    {
        await using var simulator = await SimulatorClient.Start();
        using var unauthorized = await simulator.Labs("ranked_keywords", "[]", "simulator:wrong");
        ((int)unauthorized.StatusCode).ShouldBe(401);
        using var unknown = await simulator.Labs("no_such_function", """[{"target":"docker.com"}]""");
        ((int)unknown.StatusCode).ShouldBe(404);
    }

    [Fact]
    public async Task Filters_order_limit_and_offset_are_applied()
    {
        await using var simulator = await SimulatorClient.Start();
        const string query = "\"keyword\":\"docker compose\",\"order_by\":[\"keyword_info.search_volume,desc\"]";
        var all = (await simulator.Items("keyword_suggestions", query))!.Select(Volume).ToList();
        all.ShouldBe(all.OrderDescending());

        var some = (await simulator.Items("keyword_suggestions", query + ",\"filters\":[[\"keyword_info.search_volume\",\">=\",50],\"and\",[\"keyword\",\"like\",\"%docker compose%\"]],\"limit\":2,\"offset\":1"))!.Select(Volume).ToList();
        some.ShouldBe(all.Where(volume => volume >= 50).Skip(1).Take(2));
    }

    private static long Volume(System.Text.Json.JsonElement item) => item.GetProperty("keyword_info").GetProperty("search_volume").GetInt64();
}
