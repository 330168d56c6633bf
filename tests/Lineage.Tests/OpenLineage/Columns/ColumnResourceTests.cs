using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.Columns.ColumnEvent;

namespace IntentEngine.Lineage.OpenLineage.Columns;

public sealed class ColumnResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task What_spark_tells_is_answered_as_marquez_answers()
    {
        var golden = Fixture.Json("expected-graph-shape/marquez_column_lineage_node.json").AsObject();
        await _client.AcceptAsync(Fixture.Events("scenarios/CLL"));

        var graph = (await AskAsync("dataset:file:/tmp/cll_test/tbl1"))["graph"]!.AsArray().ToDictionary(node => (string)node!["id"]!, node => node!.AsObject());

        string[] sources = ["datasetField:file:/tmp/cll_test/cll_source1:a", "datasetField:file:/tmp/cll_test/cll_source1:b", "datasetField:file:/tmp/cll_test/cll_source2:a"];
        const string ForAgg = "datasetField:file:/tmp/cll_test/cll_source2:c";
        string[] made = ["datasetField:file:/tmp/cll_test/tbl1:agg", "datasetField:file:/tmp/cll_test/tbl1:ident", "datasetField:file:/tmp/cll_test/tbl1:trans"];
        graph.Keys.ShouldBe([.. sources, ForAgg, .. made]);
        graph[ForAgg]["outEdges"]!.AsArray().Select(edge => (string)edge!["destination"]!).ShouldBe([made[0]]);
        var ident = graph["datasetField:file:/tmp/cll_test/tbl1:ident"];
        ident.Select(member => member.Key).ShouldBe(golden.Select(member => member.Key));
        golden["data"]!.AsObject().Select(member => member.Key).ShouldBeSubsetOf(ident["data"]!.AsObject().Select(member => member.Key));
        golden["data"]!["inputFields"]![0]!.AsObject().Select(member => member.Key).ShouldBeSubsetOf(ident["data"]!["inputFields"]![0]!.AsObject().Select(member => member.Key));
        ident["type"]!.GetValue<string>().ShouldBe("DATASET_FIELD");
        ident["inEdges"]!.AsArray().Select(edge => $"{edge!["origin"]}>{edge["destination"]}").ShouldBe(sources.Select(source => $"{source}>{made[1]}"));
        graph[sources[0]]["outEdges"]!.AsArray().Select(edge => $"{edge!["origin"]}>{edge["destination"]}").ShouldBe(made.Select(column => $"{sources[0]}>{column}"));
        var first = ident["data"]!["inputFields"]![0]!;
        first["transformationType"]!.GetValue<string>().ShouldBe("IDENTITY");
        first["transformations"]!.AsArray().Select(done => $"{done!["type"]} {done["subtype"]} {done["masking"]}")
            .ShouldBe(["DIRECT IDENTITY false", "INDIRECT GROUP_BY false", "INDIRECT JOIN false", "INDIRECT FILTER false"]);
        ident["data"]!["fieldType"]!.GetValue<string>().ShouldBe("integer");
        graph[sources[0]]["data"]!["fieldType"]!.GetValue<string>().ShouldBe("integer");
        graph[sources[0]]["data"]!["inputFields"]!.AsArray().ShouldBeEmpty();
    }

    /// <summary>The cases of Marquez's own test: job1 makes b.c of a.a and a.b, job2 makes c.d of b.c.</summary>
    [Theory]
    [InlineData("dataset:data:b", "", "a.a a.b b.c")]
    [InlineData("datasetField:data:b:c", "", "a.a a.b b.c")]
    [InlineData("datasetField:data:c:d", "&depth=1", "b.c c.d")]
    [InlineData("datasetField:data:c:d", "&depth=0", "c.d")]
    [InlineData("datasetField:data:c:d", "&depth=2", "a.a a.b b.c c.d")]
    [InlineData("job:data:job1", "&depth=10&withDownstream=true", "a.a a.b b.c c.d")]
    [InlineData("job:data:job1", "&depth=1", "a.a a.b b.c")]
    [InlineData("dataset:data:a", "", "")]
    [InlineData("dataset:data:a", "&withDownstream=true", "a.a a.b b.c c.d")]
    [InlineData("datasetField:data:a:b", "", "a.b")]
    [InlineData("datasetField:data:a:b", "&withDownstream=true", "a.b b.c c.d")]
    [InlineData("datasetField:data:a:b", "&withDownstream=true&depth=1", "a.b b.c")]
    [InlineData("dataset:data:b#7e7c37a1-64ca-4a8a-a0a3-6fd0a8a1ad7c", "", "a.a a.b b.c")]
    public async Task A_walk_begins_at_columns_datasets_and_jobs(string nodeId, string more, string columns)
    {
        await _client.RecordAsync(In("data", Of("job1", 1, ("b.c", ["a.a", "a.b"]))), In("data", Of("job2", 2, ("c.d", ["b.c"]))), Read("a", 0));

        ColumnsOf(await AskAsync(nodeId, more)).ShouldBe(columns);
    }

    [Fact]
    public async Task Columns_of_whole_datasets_are_sources_of_each_column()
    {
        var facet = JsonNode.Parse(Fixture.Text("facets/ColumnLineageDatasetFacet__2.json"))!["columnLineage"]!;
        await _client.RecordAsync(Of("job", 1, "people", facet.DeepClone()));

        var made = (await AskAsync("datasetField:data:people:firstName"))["graph"]!.AsArray().Single(node => (string)node!["data"]!["dataset"]! == "people")!;

        made["data"]!["inputFields"]!.AsArray().Select(source => $"{source!["field"]} {source["transformationType"]} {string.Join('+', source["transformations"]!.AsArray().Select(t => (string)t!["subtype"]!))}")
            .ShouldBe(["age FILTER FILTER", "first_name IDENTITY IDENTITY+SORT", "last_name SORT SORT"]);
    }

    [Fact]
    public async Task The_words_of_the_first_version_stand_beside_those_of_the_second()
    {
        var facet = JsonNode.Parse(Fixture.Text("facets/ColumnLineageDatasetFacet__1.json"))!["columnLineage"]!;
        await _client.RecordAsync(Of("job", 1, "people", facet.DeepClone()));

        var inputs = (await AskAsync("datasetField:data:people:NAME"))["graph"]!.AsArray().Single(node => (string)node!["data"]!["dataset"]! == "people")!["data"]!;

        inputs["transformationDescription"]!.GetValue<string>().ShouldBe("SELECT NAME");
        inputs["inputFields"]!.AsArray().Select(source => $"{source!["dataset"]}.{source["field"]} {source["transformationType"]}").ShouldBe(["CUSTOMERS.ID IDENTITY", "CUSTOMERS.NAME IDENTITY", "DISCOUNTS.CUSTOMERS_ID IDENTITY"]);
        var ends = (await AskAsync("datasetField:data:people:ENDS_AT"))["graph"]!.AsArray().Single(node => (string)node!["data"]!["dataset"]! == "people")!["data"]!["inputFields"]!.AsArray();
        ends.Select(source => $"{source!["field"]} {source["transformationType"]} {source["transformationDescription"]}")
            .ShouldBe(["ID JOIN ON (DISCOUNTS.CUSTOMERS_ID=CUSTOMERS.ID)", "CUSTOMERS_ID JOIN ON (DISCOUNTS.CUSTOMERS_ID=CUSTOMERS.ID)", "ENDS_AT IDENTITY "]);
    }

    [Fact]
    public async Task Two_jobs_that_write_one_dataset_both_count_until_one_writes_another()
    {
        await _client.RecordAsync(Of("one", 1, ("t.x", ["a.x"])), Of("two", 2, ("t.x", ["b.x"]), ("t.y", ["b.y"])));
        EdgesOf(await AskAsync("dataset:data:t")).ShouldBe("a.x>t.x b.x>t.x b.y>t.y");

        await _client.RecordAsync(Of("one", 3, ("u.x", ["a.x"])));

        EdgesOf(await AskAsync("dataset:data:t")).ShouldBe("b.x>t.x b.y>t.y");
        EdgesOf(await AskAsync("datasetField:data:a:x", "&withDownstream=true")).ShouldBe("a.x>u.x");
    }

    [Fact]
    public async Task The_newest_words_of_a_job_count_in_whatever_order_they_come()
    {
        string[] told = [Of("job", 1, ("t.x", ["a.x"])), Of("job", 2, ("t.x", ["a.y"])), Of("job", 3, "v", new JsonObject { ["_deleted"] = true }), Of("job", 0, ("v.x", ["a.x"])), Of("job", 4, ("t.x", ["a.z"]), ("t.z", ["b.z"]))];
        string? tables = null;
        foreach (var order in (int[][])[[0, 1, 2, 3, 4], [4, 3, 2, 1, 0], [3, 2, 4, 0, 1, 1, 3]])
        {
            var client = Client.Of(host);
            foreach (var index in order) await client.RecordAsync(told[index]);
            EdgesOf(await client.GetAsync("/api/v1/column-lineage?nodeId=dataset:data:t")).ShouldBe("a.z>t.x b.z>t.z");
            ColumnsOf(await client.GetAsync("/api/v1/column-lineage?nodeId=datasetField:data:a:z&withDownstream=true")).ShouldBe("a.z t.x");
            (await client.AskAsync("/api/v1/column-lineage?nodeId=datasetField:data:a:x&withDownstream=true")).Status.ShouldBe(HttpStatusCode.NotFound);
            (tables ??= await client.TablesAsync()).ShouldBe(await client.TablesAsync());
        }

        var together = Client.Of(host);
        await together.RecordAsync(told);
        (await together.TablesAsync()).ShouldBe(tables);
    }

    [Fact]
    public async Task Events_about_jobs_and_datasets_tell_columns_too()
    {
        var job = JsonNode.Parse(Of("declared", 1, ("t.x", ["a.x"])))!;
        job.AsObject().Remove("run");
        job["schemaURL"] = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent";
        var dataset = new JsonObject
        {
            ["eventTime"] = "2026-01-01T00:00:00Z", ["producer"] = "https://example.com/tests", ["schemaURL"] = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent",
            ["dataset"] = new JsonObject { ["namespace"] = "data", ["name"] = "t", ["facets"] = new JsonObject { ["columnLineage"] = Facet(("t.y", ["a.y"])) } },
        };
        await _client.AcceptAsync(job.ToJsonString(), dataset.ToJsonString());

        EdgesOf(await AskAsync("dataset:data:t")).ShouldBe("a.x>t.x a.y>t.y");
    }

    [Fact]
    public async Task Circles_end()
    {
        await _client.RecordAsync(Of("one", 1, ("a.x", ["b.x", "a.x"])), Of("two", 2, ("b.x", ["a.x"])));

        EdgesOf(await AskAsync("datasetField:data:a:x", "&depth=1000&withDownstream=true")).ShouldBe("a.x>a.x a.x>b.x b.x>a.x");
    }

    [Fact]
    public async Task What_is_no_facet_of_columns_is_left_out()
    {
        string[] odd =
        [
            "7", "[]", "{}", """{"fields":7}""", """{"fields":{"x":7}}""", """{"fields":{"x":{"inputFields":7}}}""", """{"fields":{"x":{"inputFields":[7,{},{"namespace":"data","name":7,"field":"x"}]}}}""",
            """{"fields":{},"dataset":{"namespace":"data"}}""", """{"fields":{"x":{"inputFields":[{"namespace":"data","name":"a","field":"x","transformations":[7,{"type":7}]}],"transformationType":7}},"dataset":7}""",
        ];
        foreach (var (index, facet) in odd.Index())
        {
            await _client.AcceptAsync(Of($"job{index}", 1, $"t{index}", JsonNode.Parse(facet)!));
            ColumnsOf(await AskAsync($"dataset:data:t{index}")).ShouldBe(index == odd.Length - 1 ? $"a.x t{index}.x" : "");
        }
    }

    [Fact]
    public async Task An_answer_that_is_not_whole_says_so()
    {
        string[] fields = [.. Enumerable.Range(0, 210).Select(i => $"t.f{i}")];
        var facet = Facet([.. fields.Select(field => (field, (string[])[]))]);
        facet["dataset"] = Inputs([.. Enumerable.Range(0, 210).Select(i => $"a.f{i}")]);
        await _client.RecordAsync(Of("wide", 1, "t", facet), Of("narrow", 1, ("u.x", ["a.f0"])));

        (await CompleteAsync("dataset:data:t")).ShouldBe("false");
        (await CompleteAsync("datasetField:data:t:f0")).ShouldBe("true");
        (await CompleteAsync("dataset:data:u")).ShouldBe("true");
    }

    [Theory]
    [InlineData("", "nodeId")]
    [InlineData("nodeId=", "nodeId")]
    [InlineData("nodeId=table:data:t", "nodeId")]
    [InlineData("nodeId=run:7e7c37a1-64ca-4a8a-a0a3-6fd0a8a1ad7c", "nodeId")]
    [InlineData("nodeId=datasetField:data:t", "nodeId")]
    [InlineData("nodeId=dataset:data", "nodeId")]
    [InlineData("nodeId=dataset:data:t&depth=-1", "depth")]
    [InlineData("nodeId=dataset:data:t&depth=1001", "depth")]
    [InlineData("nodeId=dataset:data:t%237e7c37a1-64ca-4a8a-a0a3-6fd0a8a1ad7c&withDownstream=true", "nodeId")]
    public async Task Bad_questions_are_refused(string query, string field)
    {
        var (status, body) = await _client.AskAsync($"/api/v1/column-lineage?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest, body);
        JsonNode.Parse(body)!["errors"]!.AsObject().Select(fault => fault.Key).ShouldBe([field]);
    }

    [Theory]
    [InlineData("dataset:data:t")]
    [InlineData("datasetField:data:t:x")]
    [InlineData("datasetField:data:a:x")]
    [InlineData("job:jobs:job")]
    public async Task What_only_another_organization_knows_is_unknown(string nodeId)
    {
        await Client.Of(host).RecordAsync(Of("job", 1, ("t.x", ["a.x"])));

        (await _client.AskAsync($"/api/v1/column-lineage?nodeId={nodeId}&withDownstream=true")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Names_may_hold_colons()
    {
        var told = Of("job", 1, ("t.x", ["a.x"])).Replace("\"name\":\"a\"", "\"name\":\"db:schema:a\"", StringComparison.Ordinal).Replace("\"namespace\":\"data\",\"name\":\"t\"", "\"namespace\":\"postgres://host:5432\",\"name\":\"t:1\"", StringComparison.Ordinal);
        await _client.AcceptAsync(told);

        (await AskAsync("datasetField:postgres://host:5432:t:1:x"))["graph"]!.AsArray().Count.ShouldBe(2);
        (await AskAsync("datasetField:data:db:schema:a:x", "&withDownstream=true"))["graph"]!.AsArray().Count.ShouldBe(2);
        (await AskAsync("dataset:postgres://host:5432:t:1"))["graph"]!.AsArray().Count.ShouldBe(2);
    }

    private Task<JsonNode> AskAsync(string nodeId, string more = "") => _client.GetAsync($"/api/v1/column-lineage?nodeId={Uri.EscapeDataString(nodeId)}{more}");

    private async Task<string> CompleteAsync(string nodeId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/column-lineage?nodeId={nodeId}");
        request.Headers.Authorization = new("Bearer", host.Token(_client.Organization.Id));
        using var answer = await host.Http.SendAsync(request);
        return answer.Headers.GetValues("X-Lineage-Complete").Single();
    }

    // The job's namespace.
    private static string In(string space, string told) => told.Replace("\"namespace\":\"jobs\"", $"\"namespace\":\"{space}\"", StringComparison.Ordinal);

    // A dataset that is told of with the columns a and b, and nothing of what they were made of.
    private static string Read(string dataset, int at)
    {
        var told = JsonNode.Parse(new RunEvent("reader", RunEvent.Run($"reader {at}"), At: at) { Inputs = [dataset] }.ToString())!;
        told["inputs"]![0]!["facets"] = new JsonObject { ["schema"] = new JsonObject { ["fields"] = new JsonArray(new JsonObject { ["name"] = "a" }, new JsonObject { ["name"] = "b", ["type"] = "INT" }) } };
        return told.ToJsonString();
    }
}
