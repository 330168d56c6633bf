using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Graph.Api;

public sealed class GraphQuestionsTests(IntentsHost host)
{
    private readonly GraphApi _graph = new(host);

    private async Task Family()
    {
        await _graph.Create("root");
        await _graph.Create("one", "root");
        await _graph.Create("two", "root");
        await _graph.Link("two", "depends_on", "one");
        (await _graph.Post("/edges", new { from = "one", to = "two", edge_type = "related_to", weight = 0.8 })).ShouldBe(HttpStatusCode.Created);
    }

    private static string Ids(Answer answer, string list = "intents") => string.Join(',', answer.ShouldBe(HttpStatusCode.OK).Body.GetProperty(list).EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()).Order());

    [Theory]
    [InlineData("/intents/one/parents", "root")]
    [InlineData("/intents/two/parents", "one,root")]
    [InlineData("/intents/root/children", "one,two")]
    [InlineData("/intents/one/children", "two")]
    [InlineData("/intents/one/dependents", "two")]
    [InlineData("/intents/root/subgoals", "one,two")]
    [InlineData("/intents/root/related", "one,two")]
    [InlineData("/intents/root/related?max_depth=0", "")]
    [InlineData("/intents/one/related?edge_type=related_to", "two")]
    [InlineData("/intents/one/conflicts", "")]
    [InlineData("/intents/one/hierarchy", "one,root,two")]
    [InlineData("/intents/one/high-weight?min_weight=0.8", "two")]
    [InlineData("/intents/root/strongly-connected", "")]
    [InlineData("/subgraphs/from-root/nobody", null)]
    [InlineData("/intents/nobody/parents", null)]
    public async Task Neighbourhoods_are_answered(string path, string? ids)
    {
        await Family();

        var answer = await _graph.Get(path, "worker");

        if (ids is null) answer.ShouldBe(HttpStatusCode.NotFound);
        else Ids(answer).ShouldBe(ids);
    }

    [Fact]
    public async Task Paths_strength_and_order_are_answered()
    {
        await Family();

        (await _graph.Get("/path?from=root&to=two"))["path"].ShouldBe("[\"root\",\"two\"]");
        (await _graph.Get("/strength?from=two&to=one"))["strength"].ShouldBe("1");
        (await _graph.Get("/intents/root/execution-order")).Body.GetProperty("intents").EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()).ShouldBe(["one", "two"]);
        (await _graph.Get("/path?from=root")).ShouldBe(HttpStatusCode.BadRequest);
        (await _graph.Get("/path?from=root&to=two&max_depth=101")).ShouldBe(HttpStatusCode.BadRequest);
        (await _graph.Get("/intents/root/children?limit=0")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Queries_searches_and_statistics_are_answered()
    {
        await Family();
        await _graph.Post("/intents/one/suspend");

        var query = await _graph.Post("/query", new { status_filter = new[] { "active" }, has_relationship_types = new[] { "is_subgoal_of" }, sort_by = "connection_count" });
        Ids(query).ShouldBe("two");
        (query["total_count"], query["truncated"]).ShouldBe(("1", "False"));
        var search = await _graph.Post("/search", new { query = "do two" });
        search.Body.GetProperty("results")[0].GetProperty("intent").GetProperty("intent_id").GetString().ShouldBe("two");
        (await _graph.Get("/intents/one/similar"))["total_count"].ShouldBe("2");
        (await _graph.Post("/edges/query", new { involves = "root" }))["total_count"].ShouldBe("2");
        var statistics = await _graph.Get("/statistics");
        (statistics["total_intents"], statistics["total_edges"], statistics.Body.GetProperty("status_distribution").GetProperty("suspended").GetInt32()).ShouldBe(("3", "4", 1));
    }

    [Theory]
    [InlineData("/query", "{\"sort_by\": \"relevance_score\"}", "semantic_query")]
    [InlineData("/query", "{\"status_filter\": [\"odd\"]}", "status_filter")]
    [InlineData("/query", "{\"limit\": 0}", "limit")]
    [InlineData("/query", "{\"sort_order\": \"up\"}", "sort_order")]
    [InlineData("/query", "{\"has_relationship_types\": [\"odd\"]}", "has_relationship_types")]
    [InlineData("/search", "{\"query\": \"\"}", "query")]
    [InlineData("/edges/query", "{\"min_weight\": 2}", "min_weight")]
    [InlineData("/view", "{}", "focal_intents")]
    [InlineData("/view", "{\"focal_intents\": [\"a\"], \"max_intents\": 0}", "max_intents")]
    [InlineData("/edges", "{\"from\": \"a\", \"to\": \"a\", \"edge_type\": \"blocks\"}", "to")]
    [InlineData("/edges", "{\"from\": \"a\", \"to\": \"b\", \"edge_type\": \"odd\"}", "edge_type")]
    [InlineData("/edges", "{\"from\": \"a\", \"to\": \"b\", \"edge_type\": \"blocks\", \"weight\": 1.01}", "weight")]
    public async Task Bad_questions_name_the_field(string path, string body, string field) => (await _graph.Post(path, body)).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldContain(field);

    [Fact]
    public async Task Edges_come_once_and_close_no_cycle()
    {
        await Family();

        (await _graph.Post("/edges", new { from = "two", to = "one", edge_type = "depends_on", weight = 0.5 })).ShouldBe(HttpStatusCode.OK)["weight"].ShouldBe("0.5");
        (await _graph.Post("/edges", new { from = "root", to = "two", edge_type = "depends_on" })).ShouldBe(HttpStatusCode.Conflict)["detail"]!.ShouldContain("cycle");
        (await _graph.Post("/edges", new { from = "root", to = "nobody", edge_type = "depends_on" })).ShouldBe(HttpStatusCode.NotFound);
        (await _graph.Delete("/edges?from=one&to=root&edge_type=blocks")).ShouldBe(HttpStatusCode.NotFound);
        (await _graph.Post("/edges/infer-conflicts")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task Views_and_drawings_are_answered()
    {
        await Family();

        Ids(await _graph.Post("/view", new { focal_intents = new[] { "root" } })).ShouldBe("one,root,two");
        (await _graph.Post("/view", new { query = "do", summarization_threshold = 2 })).Body.GetProperty("summaries")[0].GetProperty("cluster_size").GetInt32().ShouldBe(3);
        (await _graph.Post("/context", new { focal_intents = new[] { "root" } })).Body.GetProperty("intents").GetArrayLength().ShouldBe(3);
        (await _graph.Get("/export"))["layout_hint"].ShouldBe("hierarchical");
        (await _graph.Text("/export?format=dot")).ShouldStartWith("digraph intents {");
        (await _graph.Text("/export?format=mermaid&root=one")).ShouldStartWith("graph BT\n");
        (await _graph.Get("/export?format=png")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_subgraph_moves_to_another_organization_by_an_admin()
    {
        await Family();
        var file = (await _graph.Get("/subgraphs/from-root/root")).ShouldBe(HttpStatusCode.OK).Body.GetRawText();
        var other = new GraphApi(host);

        (await other.Post("/subgraphs/restore", file)).ShouldBe(HttpStatusCode.Forbidden);
        (await other.Post("/subgraphs/restore", file.Replace("\"version\":\"1.0\"", "\"version\":\"3.0\"", StringComparison.Ordinal), "admin")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        var result = (await other.Post("/subgraphs/restore", file, "admin")).ShouldBe(HttpStatusCode.OK);

        (result["created"], result["updated"], result["edges"]).ShouldBe(("3", "0", "4"));
        Ids(await other.Get("/intents/root/children")).ShouldBe("one,two");
        (await other.Get("/intents/two"))["parent_intent"].ShouldBe("root");
    }
}
