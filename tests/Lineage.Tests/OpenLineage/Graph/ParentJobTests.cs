using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.Executions;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Graph;

public sealed class ParentJobTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_parent_that_never_tells_of_itself_is_a_job_with_one_run_that_began_with_its_first_child()
    {
        await _client.AcceptAsync(
            new RunEvent("parent.two", Run("2"), "COMPLETE", At: 30) { Parent = Run("p") },
            new RunEvent("parent.one", Run("1"), "START", At: 10) { Parent = Run("p"), Outputs = ["d"] });

        var parent = (await _client.GraphAsync("job:jobs:parent")).ShouldHaveSingleItem().Value["data"]!;
        parent["parentJobName"].ShouldBeNull();
        parent["latestRun"]!["id"]!.GetValue<string>().ShouldBe(Run("p"));
        parent["latestRun"]!["state"]!.GetValue<string>().ShouldBe("RUNNING");
        parent["latestRun"]!["startedAt"]!.GetValue<DateTime>().ShouldBe(Organization.Moment(10).UtcDateTime);
        (await _client.GetAsync("/api/v1/namespaces/jobs/jobs"))["totalCount"]!.GetValue<int>().ShouldBe(3);
        (await _client.GetAsync($"/api/v1/runlineage/upstream?runId={Run("p")}"))["runs"]!.AsArray().Count.ShouldBe(1);
        var child = (await _client.GraphAsync("job:jobs:parent.one"))["job:jobs:parent.one"]["data"]!;
        child["parentJobName"]!.GetValue<string>().ShouldBe("parent");
        child["simpleName"]!.GetValue<string>().ShouldBe("one");
        (await _client.Organization.RefusalAsync($"/executions/{Run("p")}")).Status.ShouldBe(HttpStatusCode.NotFound, "an execution is what somebody told of");
    }

    [Fact]
    public async Task What_a_parent_tells_of_itself_counts_before_what_its_children_say_whichever_comes_first()
    {
        string[] told =
        [
            new RunEvent("dag", Run("p"), "START", At: 20), new RunEvent("dag", Run("p"), "COMPLETE", At: 40),
            new RunEvent("task", Run("c"), "START", At: 10) { Parent = Run("p") }, new RunEvent("task", Run("c"), "COMPLETE", At: 90) { Parent = Run("p") },
            // A dag of another namespace, so that the times of namespaces differ too.
            Elsewhere(new RunEvent("lone", Run("d"), "START", At: 5) { Parent = Run("e") }), new RunEvent("parent", Run("e"), "START", At: 30) { Namespace = "elsewhere" },
        ];
        var other = Client.Of(host);

        await _client.AcceptAsync(told);
        await other.AcceptAsync(told.Reverse());

        (await other.TablesAsync()).ShouldBe(await _client.TablesAsync());
        var dag = (await _client.GraphAsync("job:jobs:dag"))["job:jobs:dag"]["data"]!;
        dag["createdAt"]!.GetValue<DateTime>().ShouldBe(Organization.Moment(20).UtcDateTime);
        dag["latestRun"]!["state"]!.GetValue<string>().ShouldBe("COMPLETED");
        (await _client.GraphAsync("job:jobs:parent"))["job:jobs:parent"]["data"]!["latestRun"].ShouldBeNull("the run is of the job that it names itself");
    }

    private static string Elsewhere(string told)
    {
        var json = JsonNode.Parse(told)!;
        json["run"]!["facets"]!["parent"]!["job"]!["namespace"] = "elsewhere";
        return json.ToJsonString();
    }

    [Fact]
    public async Task An_execution_of_ours_that_is_the_parent_of_a_clients_run_stays_what_it_is()
    {
        var (early, late) = (Run("early"), Run("late"));
        await _client.Organization.RecordAsync(_client.Organization.Execution(early, sequence: 3, status: "completed"));
        await _client.AcceptAsync(new RunEvent("a", Run("a")) { Parent = early }, new RunEvent("b", Run("b")) { Parent = late });
        await _client.Organization.RecordAsync(_client.Organization.Execution(late, sequence: 3, status: "failed"));

        (await StatusAsync(early)).ShouldBe("COMPLETED");
        (await StatusAsync(late)).ShouldBe("FAILED");
        var own = (await _client.GetAsync("/api/v1/namespaces/intent-engine/jobs"))["jobs"]!.AsArray().Select(job => job!["name"]!.GetValue<string>());
        own.ShouldBe([early, late], ignoreOrder: true);

        async Task<string> StatusAsync(string run) => (await _client.GetAsync($"/api/v1/runlineage/upstream?runId={run}"))["runs"]![0]!["run"]!["status"]!.GetValue<string>();
    }

    [Fact]
    public async Task Dags_of_airflow_have_their_tasks_as_children_in_both_interfaces()
    {
        await _client.AcceptAsync(Fixture.Events("scenarios/airflow"));

        var graph = await _client.GraphAsync("job:airflow:BQ.copy");
        graph.Keys.Where(id => id.StartsWith("job:", StringComparison.Ordinal)).ShouldBe(["job:airflow:BQ.copy", "job:airflow:BQ.download", "job:airflow:BQ.upload"]);
        var copy = graph["job:airflow:BQ.copy"]["data"]!;
        copy["simpleName"]!.GetValue<string>().ShouldBe("copy");
        copy["parentJobName"]!.GetValue<string>().ShouldBe("BQ");
        copy["latestRun"]!["args"]!["name"]!.GetValue<string>().ShouldBe("BQ");
        var dag = (await _client.GraphAsync("job:airflow:BQ")).ShouldHaveSingleItem().Value["data"]!["latestRun"]!;
        dag["state"]!.GetValue<string>().ShouldBe("COMPLETED");
        dag["durationMs"]!.GetValue<long>().ShouldBe(15_999, "from 13:05:23.809955 to 13:05:39.809127");
        var upload = graph["job:airflow:BQ.upload"]["data"]!["latestRun"]!["id"]!.GetValue<string>();
        var download = graph["job:airflow:BQ.download"]["data"]!["latestRun"]!["id"]!.GetValue<string>();
        (await _client.GetAsync($"/api/v1/runlineage/upstream?runId={download}"))["runs"]!.AsArray().Select(run => run!["job"]!["name"]!.GetValue<string>()).ShouldBe(["BQ.download", "BQ.copy", "BQ.upload"]);
        var family = await _client.Organization.GetAsync<ExecutionLineage>($"/executions/{dag["id"]}/lineage");
        family.Descendants.Select(e => e.Name).ShouldBe(["BQ.upload", "BQ.copy", "BQ.download"]);
        (await _client.Organization.GetAsync<ExecutionById.Response>($"/executions/{upload}")).Execution.CorrelationId.ShouldBe(dag["id"]!.GetValue<string>());
        (await _client.GraphAsync("job:airflow:gcs_hook.compose_task", "&depth=1")).Keys.Count(id => id.StartsWith("job:", StringComparison.Ordinal)).ShouldBe(7, "itself and all that share one of its five files");
    }
}
