using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Details;

public sealed class JobResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_job_has_the_members_of_marquezs_own()
    {
        await _client.AcceptAsync(Fixture.Text("events-valid/marquez_event_full.json"));

        var job = (await _client.GetAsync("/api/v1/namespaces/my-scheduler-namespace/jobs/myjob.mytask")).AsObject();

        // Those of marquez.service.models.Job.
        job.Select(member => member.Key).ShouldBe([
            "id", "type", "name", "simpleName", "parentJobName", "parentJobUuid", "currentRunUuid", "createdAt", "updatedAt", "namespace", "inputs", "outputs",
            "location", "description", "latestRun", "latestRuns", "currentVersion", "facets", "labels", "tags",
        ], ignoreOrder: true);
        job["latestRuns"]!.AsArray().Select(run => (string)run!["id"]!).ShouldBe([(string)job["latestRun"]!["id"]!]);
        job["currentVersion"]!.GetValue<string>().ShouldBe((string)job["latestRun"]!["jobVersion"]!["version"]!);
        job["facets"]!["documentation"]!["description"]!.GetValue<string>().ShouldBe((string)job["description"]!);
        job["inputs"]!.AsArray().Count.ShouldBe(1);
        job["outputs"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Runs_are_listed_the_newest_first()
    {
        await _client.RecordAsync(Enumerable.Range(0, 12).Select(i => (string)new RunEvent("job", Run($"r{i}"), i == 11 ? "START" : "COMPLETE", At: i) { Inputs = ["a"] }));

        var page = await _client.GetAsync("/api/v1/namespaces/jobs/jobs/job/runs?limit=3&offset=1");

        page["totalCount"]!.GetValue<int>().ShouldBe(12);
        page["runs"]!.AsArray().Select(run => (string)run!["id"]!).ShouldBe([Run("r10"), Run("r9"), Run("r8")]);
        (await _client.GetAsync("/api/v1/namespaces/jobs/jobs/job/runs?limit=0"))["runs"]!.AsArray().ShouldBeEmpty();
        var job = await _client.GetAsync("/api/v1/namespaces/jobs/jobs/job");
        job["latestRuns"]!.AsArray().Count.ShouldBe(10);
        job["latestRun"]!["state"]!.GetValue<string>().ShouldBe("RUNNING");
    }

    [Fact]
    public async Task An_execution_of_ours_is_a_job_with_one_run()
    {
        await _client.Organization.RecordAsync(_client.Organization.Execution("e1", status: "failed"));

        (await _client.GetAsync("/api/v1/namespaces/intent-engine/jobs/e1"))["simpleName"]!.GetValue<string>().ShouldBe("test.step");
        var runs = await _client.GetAsync("/api/v1/namespaces/intent-engine/jobs/e1/runs");
        runs["totalCount"]!.GetValue<int>().ShouldBe(1);
        runs["runs"]![0]!["state"]!.GetValue<string>().ShouldBe("FAILED");
        (await _client.GetAsync("/api/v1/namespaces/intent-engine/jobs/e1/runs?offset=1"))["runs"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Names_are_escaped_in_addresses()
    {
        await _client.RecordAsync(new RunEvent("dag/task.x", Run("r")) { Namespace = "s3://bucket" });

        (await _client.GetAsync("/api/v1/namespaces/s3%3A%2F%2Fbucket/jobs/dag%2Ftask.x"))["name"]!.GetValue<string>().ShouldBe("dag/task.x");
        (await _client.GetAsync("/api/v1/namespaces/s3%3A%2F%2Fbucket/jobs/dag%2Ftask.x/runs"))["totalCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("/api/v1/namespaces/jobs/jobs/job")]
    [InlineData("/api/v1/namespaces/jobs/jobs/job/runs")]
    [InlineData("/api/v1/namespaces/intent-engine/jobs/e1")]
    public async Task What_only_another_organization_knows_is_unknown(string path)
    {
        var other = Client.Of(host);
        await other.RecordAsync(new RunEvent("job", Run("r")));
        await other.Organization.RecordAsync(other.Organization.Execution("e1"));

        (await _client.AskAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.AskAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("limit=101", "limit")]
    [InlineData("limit=-1", "limit")]
    [InlineData("offset=-1", "offset")]
    public async Task Pages_have_limits(string query, string field)
    {
        var (status, body) = await _client.AskAsync($"/api/v1/namespaces/jobs/jobs/job/runs?{query}");

        status.ShouldBe(HttpStatusCode.BadRequest);
        JsonNode.Parse(body)!["errors"]!.AsObject().Select(fault => fault.Key).ShouldBe([field]);
    }
}
