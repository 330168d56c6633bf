using System.Net;
using System.Text.Json.Nodes;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Details;

public sealed class RunResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_run_is_found_by_the_id_that_was_sent()
    {
        await _client.AcceptAsync(Fixture.Text("scenarios/simple_run_event/simple_run_event.json"), new RunEvent("job", Run("r")) { Inputs = ["a"], Outputs = ["b"] });

        var run = (await _client.GetAsync($"/api/v1/jobs/runs/{Run("r")}")).AsObject();
        // Those of marquez.service.models.Run.
        run.Select(member => member.Key).ShouldBe([
            "id", "createdAt", "updatedAt", "nominalStartTime", "nominalEndTime", "state", "startedAt", "endedAt", "durationMs", "args", "jobVersion", "inputDatasetVersions", "outputDatasetVersions", "facets",
        ], ignoreOrder: true);
        run["jobVersion"]!["name"]!.GetValue<string>().ShouldBe("job");
        run["outputDatasetVersions"]![0]!["datasetVersionId"]!["name"]!.GetValue<string>().ShouldBe("b");
        // The one of the scenario is no UUID.
        (await _client.GetAsync("/api/v1/jobs/runs/run_id"))["id"]!.GetValue<string>().ShouldBe(IntentEngine.Lineage.OpenLineage.Wire.RunId.Of("run_id"));
    }

    [Fact]
    public async Task Facets_are_those_of_the_run_and_those_that_it_told_of_its_job()
    {
        await _client.RecordAsync(
            With(new RunEvent("job", Run("r1"), "START", At: 1) { Facets = new JsonObject { ["nominalTime"] = new JsonObject { ["nominalStartTime"] = "2026-01-01T00:00:00Z" } } }, "select 1", "mine"),
            With(new RunEvent("job", Run("r1"), At: 3), "select 2", null),
            With(new RunEvent("job", Run("r2"), At: 2), "select 3", null));

        (await FacetsAsync(Run("r1"), "?type=run")).Select(facet => facet.Key).ShouldBe(["nominalTime"]);
        (await FacetsAsync(Run("r1"), "")).Select(facet => facet.Key).ShouldBe(["nominalTime"]);
        var job = await FacetsAsync(Run("r1"), "?type=JOB");
        job["sql"]!["query"]!.GetValue<string>().ShouldBe("select 2");
        job["documentation"]!["description"]!.GetValue<string>().ShouldBe("mine");
        (await FacetsAsync(Run("r2"), "?type=job")).Select(facet => facet.Key).ShouldBe(["sql"]);
        (await _client.AskAsync($"/api/v1/jobs/runs/{Run("r1")}/facets?type=dataset")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task An_execution_of_ours_is_a_run()
    {
        await _client.Organization.RecordAsync(_client.Organization.Execution("e1", trigger: "scheduled"));

        (await _client.GetAsync("/api/v1/jobs/runs/e1"))["state"]!.GetValue<string>().ShouldBe("COMPLETED");
        (await FacetsAsync("e1", ""))["intentEngine_trigger"]!["kind"]!.GetValue<string>().ShouldBe("scheduled");
        (await FacetsAsync("e1", "?type=job")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/facets")]
    [InlineData("/facets?type=job")]
    public async Task What_only_another_organization_knows_is_unknown(string more)
    {
        await Client.Of(host).RecordAsync(new RunEvent("job", Run("r")));

        (await _client.AskAsync($"/api/v1/jobs/runs/{Run("r")}{more}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<JsonObject> FacetsAsync(string run, string query)
    {
        var answer = await _client.GetAsync($"/api/v1/jobs/runs/{run}/facets{query}");
        answer["runId"]!.GetValue<string>().ShouldBe(run);
        return answer["facets"]!.AsObject();
    }

    private static string With(RunEvent run, string sql, string? description)
    {
        var told = JsonNode.Parse(run.ToString())!;
        var facets = new JsonObject { ["sql"] = new JsonObject { ["query"] = sql } };
        if (description is not null) facets["documentation"] = new JsonObject { ["description"] = description };
        told["job"]!["facets"] = facets;
        return told.ToJsonString();
    }
}
