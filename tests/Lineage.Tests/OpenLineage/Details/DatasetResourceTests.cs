using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage.Columns;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Details;

public sealed class DatasetResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_dataset_has_the_members_of_marquezs_own()
    {
        await _client.AcceptAsync(Fixture.Events("scenarios/CLL"));

        var dataset = (await _client.GetAsync("/api/v1/namespaces/file/datasets/%2Ftmp%2Fcll_test%2Ftbl1")).AsObject();

        // Those of marquez.service.models.Dataset.
        dataset.Select(member => member.Key).ShouldBe([
            "id", "type", "name", "physicalName", "createdAt", "updatedAt", "namespace", "sourceName", "fields", "tags", "lastModifiedAt", "description", "lastLifecycleState",
            "currentVersion", "columnLineage", "facets", "deleted",
        ], ignoreOrder: true);
        dataset["columnLineage"]!.AsArray().Select(column => (string)column!["name"]!).ShouldBe(["agg", "ident", "trans"]);
        dataset["columnLineage"]![1]!["inputFields"]!.AsArray().Select(source => $"{source!["dataset"]}.{source["field"]} {source["transformationType"]}")
            .ShouldBe(["/tmp/cll_test/cll_source1.a IDENTITY", "/tmp/cll_test/cll_source1.b GROUP_BY", "/tmp/cll_test/cll_source2.a JOIN"]);
        dataset["facets"]!.AsObject().ContainsKey("columnLineage").ShouldBeTrue();
        dataset["deleted"]!.GetValue<bool>().ShouldBeFalse();
        var versions = await _client.GetAsync("/api/v1/namespaces/file/datasets/%2Ftmp%2Fcll_test%2Ftbl1/versions");
        versions["totalCount"]!.GetValue<int>().ShouldBe(1);
        versions["versions"]![0]!["version"]!.GetValue<string>().ShouldBe((string)dataset["currentVersion"]!);
        // Those of marquez.service.models.DatasetVersion.
        versions["versions"]![0]!.AsObject().Select(member => member.Key).ShouldBe([
            "id", "type", "name", "physicalName", "createdAt", "version", "namespace", "sourceName", "fields", "tags", "lifecycleState", "description", "currentSchemaVersion", "createdByRun", "facets",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Each_run_that_writes_makes_a_version_with_the_columns_that_it_told()
    {
        await _client.RecordAsync(Writing("r1", 1, "x"), Writing("r2", 2, "x", "y"), new RunEvent("reader", Run("r3"), At: 3) { Inputs = ["t"] }, Writing("r4", 4, "x").Replace("\"COMPLETE\"", "\"START\"", StringComparison.Ordinal));

        var listed = await _client.GetAsync("/api/v1/namespaces/data/datasets/t/versions");

        listed["totalCount"]!.GetValue<int>().ShouldBe(3);
        var versions = listed["versions"]!.AsArray();
        versions.Select(version => $"{version!["createdByRun"]!["id"]} {string.Join('+', version["fields"]!.AsArray().Select(field => (string)field!["name"]!))}")
            .ShouldBe([$"{Run("r4")} x", $"{Run("r2")} x+y", $"{Run("r1")} x"]);
        versions.Select(version => (string)version!["version"]!).Distinct().Count().ShouldBe(3);
        versions[1]!["createdAt"]!.GetValue<string>().ShouldBe("2026-01-01T00:00:02Z");
        var second = (await _client.GetAsync("/api/v1/namespaces/data/datasets/t/versions?limit=1&offset=1"))["versions"]!.AsArray().Single()!;
        second["version"]!.GetValue<string>().ShouldBe((string)versions[1]!["version"]!);
        // The same version as the run says it wrote.
        (await _client.GetAsync($"/api/v1/jobs/runs/{Run("r2")}"))["outputDatasetVersions"]!.AsArray().Select(written => written!["datasetVersionId"]!)
            .Single(written => (string)written["name"]! == "t")["version"]!.GetValue<string>().ShouldBe((string)versions[1]!["version"]!);
        (await _client.GetAsync("/api/v1/namespaces/data/datasets/t"))["currentVersion"]!.GetValue<string>().ShouldBe((string)versions[0]!["version"]!);
    }

    [Fact]
    public async Task A_dataset_that_nobody_wrote_has_no_versions_and_one_without_columns_no_column_lineage()
    {
        await _client.RecordAsync(new RunEvent("reader", Run("r")) { Inputs = ["t"] });

        var dataset = await _client.GetAsync("/api/v1/namespaces/data/datasets/t");
        dataset["columnLineage"].ShouldBeNull();
        dataset["currentVersion"].ShouldBeNull();
        (await _client.GetAsync("/api/v1/namespaces/data/datasets/t/versions"))["versions"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_artifact_of_ours_is_a_dataset_with_one_version()
    {
        var acme = _client.Organization;
        await acme.RecordAsync(acme.Execution("e1"));
        await acme.RecordAsync(acme.Artifact("a") with { DerivationRunId = "e1" });

        (await _client.GetAsync("/api/v1/namespaces/intent-engine/datasets/a"))["description"]!.GetValue<string>().ShouldBe("document");
        var versions = await _client.GetAsync("/api/v1/namespaces/intent-engine/datasets/a/versions");
        versions["totalCount"]!.GetValue<int>().ShouldBe(1);
        versions["versions"]![0]!["createdByRun"]!["id"]!.GetValue<string>().ShouldBe("e1");
    }

    [Theory]
    [InlineData("/api/v1/namespaces/data/datasets/t")]
    [InlineData("/api/v1/namespaces/data/datasets/t/versions")]
    public async Task What_only_another_organization_knows_is_unknown(string path)
    {
        var other = Client.Of(host);
        await other.RecordAsync(ColumnEvent.Of("job", 1, ("t.x", ["a.x"])));

        (await _client.AskAsync(path)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.AskAsync(path)).Status.ShouldBe(HttpStatusCode.OK);
    }

    private static string Writing(string run, int at, params string[] columns)
    {
        var told = JsonNode.Parse(new RunEvent("writer", Run(run), At: at) { Outputs = ["t", "other"] }.ToString())!;
        told["outputs"]![0]!["facets"] = new JsonObject { ["schema"] = new JsonObject { ["fields"] = new JsonArray([.. columns.Select(column => new JsonObject { ["name"] = column })]) } };
        return told.ToJsonString();
    }
}
