using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.Artifacts;
using IntentEngine.Lineage.Executions;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Graph;

public sealed class GraphResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_node_has_the_members_of_marquezs_own()
    {
        var golden = Fixture.Json("expected-graph-shape/marquez_lineage_node.json").AsObject();
        await _client.AcceptAsync(Fixture.Text("events-valid/marquez_event_full.json"));

        var graph = (await _client.GetAsync("/api/v1/lineage?nodeId=job:my-scheduler-namespace:myjob.mytask"))["graph"]!.AsArray();

        var dataset = graph.First(node => (string)node!["type"]! == "DATASET")!.AsObject();
        dataset.Select(member => member.Key).ShouldBe(golden.Select(member => member.Key));
        var data = dataset["data"]!.AsObject();
        golden["data"]!.AsObject().Select(member => member.Key).ShouldBeSubsetOf(data.Select(member => member.Key));
        data["fields"]![0]!.AsObject().Select(member => member.Key).ShouldBe(golden["data"]!["fields"]![0]!.AsObject().Select(member => member.Key), ignoreOrder: true);
        var job = graph.First(node => (string)node!["type"]! == "JOB")!["data"]!.AsObject();
        job.Select(member => member.Key).ShouldBe([
            "id", "type", "name", "simpleName", "parentJobName", "parentJobUuid", "currentRunUuid", "createdAt", "updatedAt", "namespace", "inputs", "outputs",
            "location", "description", "latestRun",
        ]);
        job["latestRun"]!["state"]!.GetValue<string>().ShouldBe("COMPLETED");
        job["createdAt"]!.GetValue<string>().ShouldEndWith("Z");
        graph.Select(node => (string)node!["id"]!).ShouldBe(graph.Select(node => (string)node!["id"]!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Edges_stand_at_both_ends()
    {
        await _client.AcceptAsync(new RunEvent("job", Run("r")) { Inputs = ["a"], Outputs = ["b"] });

        var graph = await _client.GraphAsync("job:jobs:job");

        Edges(graph["job:jobs:job"]).ShouldBe("dataset:data:a>job:jobs:job | job:jobs:job>dataset:data:b");
        Edges(graph["dataset:data:a"]).ShouldBe(" | dataset:data:a>job:jobs:job");
        Edges(graph["dataset:data:b"]).ShouldBe("job:jobs:job>dataset:data:b | ");
        graph["job:jobs:job"]["data"]!["inputs"]!.ToJsonString().ShouldBe("""[{"namespace":"data","name":"a"}]""");
    }

    [Theory]
    [InlineData(0, new[] { "j0" })]
    [InlineData(1, new[] { "j0", "j1" })]
    [InlineData(3, new[] { "j0", "j1", "j2", "j3" })]
    public async Task Depth_counts_jobs_exactly(int depth, string[] jobs)
    {
        await _client.RecordAsync(Enumerable.Range(0, 6).Select(i => (string)new RunEvent($"j{i}", Run($"r{i}"), At: i) { Inputs = [$"d{i}"], Outputs = [$"d{i + 1}"] }));

        var graph = await _client.GraphAsync("job:jobs:j0", $"&depth={depth}");

        graph.Keys.Where(id => id.StartsWith("job:", StringComparison.Ordinal)).ShouldBe(jobs.Select(job => $"job:jobs:{job}"), ignoreOrder: true);
        graph.Keys.ShouldContain($"dataset:data:d{depth + 1}", "the datasets of the last job are part of it");
    }

    [Fact]
    public async Task Two_jobs_that_only_read_the_same_dataset_are_neighbours_unless_a_direction_is_asked()
    {
        await _client.AcceptAsync(new RunEvent("one", Run("1")) { Inputs = ["shared"], Outputs = ["x"] }, new RunEvent("two", Run("2")) { Inputs = ["shared"], Outputs = ["y"] });

        (await _client.GraphAsync("job:jobs:one")).Keys.ShouldContain("job:jobs:two");
        (await _client.GraphAsync("job:jobs:one", "&direction=upstream")).Keys.ShouldBe(["dataset:data:shared", "job:jobs:one"], ignoreOrder: true);
        (await _client.GraphAsync("dataset:data:shared", "&direction=downstream")).Keys.ShouldBe(
            ["dataset:data:shared", "dataset:data:x", "dataset:data:y", "job:jobs:one", "job:jobs:two"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_dataset_begins_at_the_one_job_that_writes_it()
    {
        await _client.AcceptAsync(
            new RunEvent("reader", Run("1"), At: 50) { Inputs = ["d"] }, new RunEvent("writer", Run("2"), At: 10) { Outputs = ["d"] });

        (await _client.GraphAsync("dataset:data:d", "&depth=0")).Keys.ShouldBe(["dataset:data:d", "job:jobs:writer"], ignoreOrder: true);
        (await _client.GraphAsync("dataset:data:d", "&depth=1")).Keys.ShouldContain("job:jobs:reader");
    }

    [Fact]
    public async Task A_job_is_what_its_newest_run_with_datasets_did_and_as_of_then_what_it_did_then()
    {
        await _client.AcceptAsync(
            new RunEvent("job", Run("new"), At: 100) { Inputs = ["b"] },
            new RunEvent("job", Run("old"), At: 10) { Inputs = ["a"] },
            new RunEvent("job", Run("failed"), "FAIL", At: 200));

        (await _client.GraphAsync("job:jobs:job")).Keys.ShouldBe(["dataset:data:b", "job:jobs:job"], ignoreOrder: true);
        (await _client.GraphAsync("job:jobs:job"))["job:jobs:job"]["data"]!["latestRun"]!["state"]!.GetValue<string>().ShouldBe("FAILED");
        (await _client.GraphAsync("dataset:data:a")).Keys.ShouldBe(["dataset:data:a"]);
        (await _client.GraphAsync("job:jobs:job", $"&asOf={Organization.Moment(50):yyyy-MM-ddTHH:mm:ssZ}")).Keys.ShouldBe(["dataset:data:a", "job:jobs:job"], ignoreOrder: true);
        (await _client.GraphAsync("dataset:data:a", $"&asOf={Organization.Moment(50):yyyy-MM-ddTHH:mm:ssZ}")).Keys.ShouldContain("job:jobs:job");
    }

    [Fact]
    public async Task A_job_that_completed_without_datasets_has_none_unless_it_streams()
    {
        await _client.AcceptAsync(
            new RunEvent("writer", Run("1"), At: 10) { Outputs = ["d"] }, new RunEvent("writer", Run("2"), "START", At: 20),
            new RunEvent("stream", Run("3"), "RUNNING", At: 10) { Outputs = ["e"] }, Streaming(new RunEvent("stream", Run("4"), At: 20)));
        (await _client.GraphAsync("dataset:data:d")).Keys.ShouldContain("job:jobs:writer", "nobody knows yet what the second run will write");
        (await _client.GraphAsync("dataset:data:e")).Keys.ShouldContain("job:jobs:stream");

        await _client.AcceptAsync(new RunEvent("writer", Run("2"), At: 30));

        (await _client.GraphAsync("dataset:data:d")).Keys.ShouldBe(["dataset:data:d"]);
        (await _client.GraphAsync("job:jobs:writer")).Keys.ShouldBe(["job:jobs:writer"]);
        (await _client.GraphAsync("dataset:data:d", $"&asOf={Organization.Moment(15):yyyy-MM-ddTHH:mm:ssZ}")).Keys.ShouldContain("job:jobs:writer");

        static string Streaming(string told)
        {
            var json = JsonNode.Parse(told)!;
            json["job"]!["facets"] = new JsonObject { ["jobType"] = new JsonObject { ["processingType"] = "STREAMING" } };
            return json.ToJsonString();
        }
    }

    [Theory]
    [InlineData("s3://bucket", "path/to:file")]
    [InlineData("hdfs://námenode-データ", "größe")]
    [InlineData("postgres://host:5432", "2020.table")]
    [InlineData("a:b:c", "d:e")]
    [InlineData("plain", "2020:01")]
    public async Task Names_with_colons_are_found(string scope, string name)
    {
        await _client.AcceptAsync(new RunEvent(name, Run("r")) { Namespace = scope, Outputs = ["x"] });

        (await _client.GraphAsync($"job:{scope}:{name}")).Keys.ShouldContain($"job:{scope}:{name}");
        (await _client.GraphAsync($"job:{scope}:{name}#{Guid.NewGuid()}")).Keys.ShouldContain($"job:{scope}:{name}");
    }

    [Theory]
    [InlineData("nodeId=job:nobody:knows", 404)]
    [InlineData("nodeId=dataset:nobody:knows", 404)]
    [InlineData("nodeId=run:6f0c13a5-f29b-46a5-90c1-0ffbebbbd1aa", 404)]
    [InlineData("nodeId=nonsense", 404)]
    [InlineData("depth=3", 400)]
    [InlineData("nodeId=job:a:b&depth=-1", 400)]
    [InlineData("nodeId=job:a:b&direction=sideways", 400)]
    [InlineData("nodeId=job:a:b&asOf=soon", 400)]
    public async Task Unknown_nodes_are_404_and_bad_questions_400(string query, int status) =>
        ((int)(await _client.AskAsync($"/api/v1/lineage?{query}")).Status).ShouldBe(status);

    [Fact]
    public async Task A_declared_job_and_a_dataset_of_its_own_are_nodes()
    {
        await _client.AcceptAsync(Fixture.Text("events-valid/marquez_event_job_event.json"), Fixture.Text("events-valid/marquez_event_dataset_event.json"));

        var graph = await _client.GraphAsync("job:my-scheduler-namespace:myjob");
        graph.Keys.ShouldBe(["dataset:my-datasource-namespace:instance.schema.input-1", "dataset:my-datasource-namespace:instance.schema.output-1", "job:my-scheduler-namespace:myjob"], ignoreOrder: true);
        graph["job:my-scheduler-namespace:myjob"]["data"]!["latestRun"].ShouldBeNull();
        (await _client.GraphAsync("dataset:my-dataset-namespace:my-dataset-name")).Values.Single()["data"]!["fields"]![0]!["name"]!.GetValue<string>().ShouldBe("col_a");
    }

    [Fact]
    public async Task Children_of_a_spark_application_know_their_parent()
    {
        await _client.RecordAsync(Fixture.Events("scenarios/CLL"));

        var graph = await _client.GraphAsync("dataset:file:/tmp/cll_test/tbl1");

        graph.Keys.Count(id => id.StartsWith("dataset:", StringComparison.Ordinal)).ShouldBe(3);
        var create = graph["job:testColumnLevelLineage:open_lineage_integration_create_table.execute_create_hive_table_as_select_command.default_tbl1"]["data"]!;
        create["simpleName"]!.GetValue<string>().ShouldBe("execute_create_hive_table_as_select_command.default_tbl1");
        create["parentJobName"]!.GetValue<string>().ShouldBe("open_lineage_integration_create_table");
        (await _client.Organization.GetAsync<ExecutionLineage>("/executions/019127de-fd25-7707-bfa4-3ec02693a531/lineage")).Descendants.Count.ShouldBe(3);
    }

    /// <summary>P7: the native routes and the compatible ones say the same.</summary>
    [Fact]
    public async Task Own_executions_and_artifacts_are_in_the_graph_and_both_interfaces_agree()
    {
        var acme = _client.Organization;
        await acme.RecordAsync(acme.Execution("e1", status: "completed"), acme.Execution("e2", status: "failed", parent: "e1", trigger: "child"));
        await acme.RecordAsync(acme.Artifact("a") with { DerivationRunId = "e1" }, acme.Artifact("b", parents: "a") with { DerivationRunId = "e2" }, acme.Artifact("gone", state: "DELETED", parents: "a") with { DerivationRunId = "e3" });
        // Another team's job reads our artifact.
        await _client.AcceptAsync(Reading("report", NodeName.OwnNamespace, "b"));

        var graph = await _client.GraphAsync("dataset:intent-engine:a", "&direction=downstream");
        graph.Keys.ShouldBe(["dataset:intent-engine:a", "dataset:intent-engine:b", "job:intent-engine:e2", "job:jobs:report"], ignoreOrder: true);
        var native = await acme.GetAsync<ArtifactLineageById.Response>("/api/artifact-index/a/lineage");
        native.Descendants.Where(a => a.LifecycleState != "DELETED").Select(a => $"dataset:intent-engine:{a.ArtifactId}").ShouldBeSubsetOf(graph.Keys);
        var e2 = (await _client.GraphAsync("job:intent-engine:e2"))["job:intent-engine:e2"]["data"]!;
        e2["simpleName"]!.GetValue<string>().ShouldBe("test.step");
        e2["parentJobName"]!.GetValue<string>().ShouldBe("e1");
        e2["latestRun"]!["state"]!.GetValue<string>().ShouldBe("FAILED");
        (await acme.GetAsync<ExecutionById.Response>("/executions/e2")).Execution.Status.ShouldBe("failed");
    }

    private static string Reading(string job, string scope, string name)
    {
        var told = JsonNode.Parse(new RunEvent(job, Run(job)))!;
        told["inputs"] = new JsonArray(new JsonObject { ["namespace"] = scope, ["name"] = name });
        return told.ToJsonString();
    }

    private static string Edges(JsonNode node) => $"{Of(node["inEdges"]!)} | {Of(node["outEdges"]!)}";

    private static string Of(JsonNode edges) => string.Join(", ", edges.AsArray().Select(e => $"{e!["origin"]}>{e["destination"]}"));
}
