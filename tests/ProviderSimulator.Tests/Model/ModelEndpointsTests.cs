using System.Text.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace IntentEngine.ProviderSimulator.Model;

public sealed class ModelEndpointsTests
{
    [Fact]
    public async Task An_ICP_names_what_the_competitors_are_searched_for()
    {
        await using var simulator = await SimulatorClient.Start();
        var answer = await Ask(simulator, "icp", "Company: Harbor\nIndustry: developer tools\nGoals: more sign-ups\nCompetitors: https://jenkins.io, terraform.io", Strings("industries", "buyer_roles", "pain_points", "value_proposition!", "buying_signals"));
        answer.GetProperty("industries")[0].GetString().ShouldBe("developer tools");
        answer.GetProperty("value_proposition").GetString()!.ShouldStartWith("Harbor ");
        answer.GetProperty("pain_points").ToString().ShouldContain("continuous integration");
        answer.GetProperty("pain_points").ToString().ShouldContain("infrastructure as code");
    }

    [Theory]
    [InlineData("For this hub topic: \"docker image tools\"\nAnd these spoke keywords: docker image tutorial, what is docker image")]
    [InlineData("""Make subtopics for {"hub_keyword":"what is docker image tools","spokes":["docker image tutorial","what is docker image"]}""")]
    [InlineData("Hub:\n- docker image tools\nSpokes:\n- docker image tutorial\n- what is docker image\n")]
    public async Task Subtopics_are_three_to_five_and_distinct_however_the_prompt_is_worded(string prompt)
    {
        await using var simulator = await SimulatorClient.Start();
        var answer = await Ask(simulator, "subtopics", prompt, """{"type":"object","required":["subtopics"],"properties":{"subtopics":{"type":"array","items":{"type":"object","required":["title","keyword","angle"],"properties":{"title":{"type":"string"},"keyword":{"type":"string"},"angle":{"type":"string"}}}}}}""");
        var titles = answer.GetProperty("subtopics").EnumerateArray().Select(one => one.GetProperty("title").GetString()!).ToList();
        titles.Count.ShouldBeInRange(3, 5);
        titles.Distinct().Count().ShouldBe(titles.Count);
        titles.ShouldAllBe(title => title.Contains("docker image", StringComparison.OrdinalIgnoreCase));
        answer.GetProperty("subtopics")[0].GetProperty("keyword").GetString().ShouldBe("docker image tutorial");
    }

    [Fact]
    public async Task The_article_purposes_answer_about_the_keyword()
    {
        await using var simulator = await SimulatorClient.Start();
        const string prompt = "Title: Docker compose explained\nKeyword: docker compose\nSections:\n- What it is\n- How to start\nHeading: How to start\nPoints:\n- Install it\n- Write a file";

        var research = await Ask(simulator, "keyword_research", prompt, Strings("primary_keyword!", "secondary_keywords", "search_intent!", "questions"));
        research.GetProperty("primary_keyword").GetString().ShouldBe("docker compose");
        research.GetProperty("questions").GetArrayLength().ShouldBeGreaterThan(2);

        var outline = await Ask(simulator, "outline", prompt, """{"type":"object","required":["title","introduction","sections"],"properties":{"title":{"type":"string"},"introduction":{"type":"string"},"sections":{"type":"array","minItems":4,"maxItems":6,"items":{"type":"object","required":["heading","points"],"properties":{"heading":{"type":"string"},"points":{"type":"array","items":{"type":"string"}}}}}}}""");
        outline.GetProperty("sections").GetArrayLength().ShouldBeInRange(4, 6);

        var findings = await Ask(simulator, "research", prompt, """{"type":"object","required":["findings"],"properties":{"findings":{"type":"array","items":{"type":"object","required":["section_heading","facts"],"properties":{"section_heading":{"type":"string"},"facts":{"type":"array","items":{"type":"object","required":["text","source_url"],"properties":{"text":{"type":"string"},"source_url":{"type":"string"}}}}}}}}}""");
        findings.GetProperty("findings").EnumerateArray().Select(one => one.GetProperty("section_heading").GetString()).ShouldBe(["What it is", "How to start"]);
        findings.GetProperty("findings")[0].GetProperty("facts")[0].GetProperty("source_url").GetString()!.ShouldStartWith("http");

        var analysis = await Ask(simulator, "search_analysis", prompt, """{"type":"object","required":["top_results","common_headings","content_gaps"],"properties":{"top_results":{"type":"array","items":{"type":"object","required":["title","url","takeaway"],"properties":{"title":{"type":"string"},"url":{"type":"string"},"takeaway":{"type":"string"}}}},"common_headings":{"type":"array","items":{"type":"string"}},"content_gaps":{"type":"array","items":{"type":"string"}}}}""");
        analysis.GetProperty("top_results").GetArrayLength().ShouldBeGreaterThan(0);

        var section = await Ask(simulator, "section", prompt, Strings("markdown!"));
        section.GetProperty("markdown").GetString()!.ShouldSatisfyAllConditions(
            text => text.ShouldStartWith("## How to start\n"),
            text => text.ShouldContain("**Install it.**"),
            text => text.ShouldContain("docker compose"),
            text => text.Split(' ').Length.ShouldBeGreaterThan(80));
    }

    [Fact]
    public async Task A_search_brings_sources_and_costs_more()
    {
        await using var simulator = await SimulatorClient.Start();
        const string question = """{"model":"perplexity/sonar","input":"Tell me about docker compose"SEARCH}""";
        using var plain = await simulator.Agent(question.Replace("SEARCH", ""));
        using var grounded = await simulator.Agent(question.Replace("SEARCH", ""","tools":[{"type":"web_search"}],"tool_choice":{"type":"web_search"}"""));

        var (without, with) = (await SimulatorClient.Json(plain), await SimulatorClient.Json(grounded));
        without.GetProperty("output").GetArrayLength().ShouldBe(1);
        with.GetProperty("output")[0].GetProperty("results")[0].GetProperty("url").GetString()!.ShouldContain("docker");
        (Cost(with) - Cost(without)).ShouldBe(0.005m);
    }

    [Fact]
    public async Task An_unknown_purpose_gets_the_smallest_instance_of_its_schema()
    {
        await using var simulator = await SimulatorClient.Start();
        var answer = await Ask(simulator, "weather", "?", """
            {"type":"object","additionalProperties":false,"required":["kind","days","place","sure"],"properties":{"kind":{"enum":["sun","rain"]},"days":{"type":"array","minItems":2,"items":{"$ref":"#/definitions/day"}},"place":{"type":["string","null"]},"sure":{"type":"boolean"},"note":{"type":"string"}},"definitions":{"day":{"type":"object","required":["high"],"properties":{"high":{"type":"integer","minimum":3}}}}}
            """);
        answer.GetRawText().ShouldBe("""{"kind":"sun","days":[{"high":3},{"high":3}],"place":null,"sure":false}""");
    }

    [Theory]
    [InlineData("""{"model":"perplexity/sonar","input":"x","messages":[]}""", 400)]
    [InlineData("""{"model":"sonar","input":"x"}""", 400)]
    [InlineData("""{"model":"perplexity/sonar"}""", 400)]
    public async Task The_agent_refuses_what_the_real_one_refuses(string body, int status)
    {
        await using var simulator = await SimulatorClient.Start();
        using var response = await simulator.Agent(body);
        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task Keys_are_checked_and_retired_chat_completions_say_so()
    {
        await using var simulator = await SimulatorClient.Start();
        using var refused = await simulator.Agent("""{"model":"perplexity/sonar","input":"x"}""", key: "wrong");
        ((int)refused.StatusCode).ShouldBe(401);
        using var retired = await simulator.Post("chat/completions", "{}");
        ((int)retired.StatusCode).ShouldBe(403);
        (await retired.Content.ReadAsStringAsync()).ShouldContain("chat_completions_not_available");
    }

    private static async Task<JsonElement> Ask(SimulatorClient simulator, string purpose, string prompt, string schema)
    {
        var body = new JsonObject
        {
            ["model"] = "perplexity/sonar",
            ["instructions"] = "Answer with JSON.",
            ["input"] = prompt,
            ["response_format"] = new JsonObject { ["type"] = "json_schema", ["json_schema"] = new JsonObject { ["name"] = purpose, ["schema"] = JsonNode.Parse(schema) } },
        };
        using var first = await simulator.Agent(body.ToJsonString());
        using var second = await simulator.Agent(body.ToJsonString());
        var text = Text(await SimulatorClient.Json(first));
        Text(await SimulatorClient.Json(second)).ShouldBe(text);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>An object schema of required lists of texts; a name with ! is a text.</summary>
    private static string Strings(params string[] names) => new JsonObject
    {
        ["type"] = "object",
        ["required"] = new JsonArray([.. names.Select(name => JsonValue.Create(name.TrimEnd('!')))]),
        ["properties"] = new JsonObject(names.Select(name => KeyValuePair.Create<string, JsonNode?>(name.TrimEnd('!'),
            name.EndsWith('!') ? new JsonObject { ["type"] = "string" } : new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }))),
    }.ToJsonString();

    private static string Text(JsonElement response) => response.GetProperty("output").EnumerateArray().Last().GetProperty("content")[0].GetProperty("text").GetString()!;

    private static decimal Cost(JsonElement response) => response.GetProperty("usage").GetProperty("cost").GetProperty("total_cost").GetDecimal();
}
