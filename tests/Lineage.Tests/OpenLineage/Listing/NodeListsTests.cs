using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Listing;

public sealed class NodeListsTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task Namespaces_jobs_and_datasets_are_listed_those_of_our_own_among_them()
    {
        var acme = _client.Organization;
        await acme.RecordAsync(acme.Execution("e1"));
        await acme.RecordAsync(acme.Artifact("a") with { DerivationRunId = "e1" });
        await _client.AcceptAsync(
            new RunEvent("old", Run("1"), At: 1) { Inputs = ["x"] }, new RunEvent("new", Run("2"), At: 2) { Outputs = ["y"] },
            new RunEvent("far", Run("3"), At: 3) { Namespace = "s3://bucket" });

        (await _client.GetAsync("/api/v1/namespaces"))["namespaces"]!.AsArray().Select(n => (string)n!["name"]!).ShouldBe(["data", "intent-engine", "jobs", "s3://bucket"]);
        var jobs = await _client.GetAsync("/api/v1/namespaces/jobs/jobs?limit=1");
        jobs["totalCount"]!.GetValue<int>().ShouldBe(2);
        jobs["jobs"]!.AsArray().Single()!["name"]!.GetValue<string>().ShouldBe("new");
        jobs["jobs"]![0]!["outputs"]![0]!["name"]!.GetValue<string>().ShouldBe("y");
        (await _client.GetAsync("/api/v1/namespaces/s3:%2F%2Fbucket/jobs"))["jobs"]!.AsArray().Count.ShouldBe(1);
        (await _client.GetAsync("/api/v1/jobs"))["totalCount"]!.GetValue<int>().ShouldBe(3);
        (await _client.GetAsync("/api/v1/namespaces/data/datasets"))["datasets"]!.AsArray().Select(d => (string)d!["name"]!).ShouldBe(["y", "x"]);
        (await _client.GetAsync("/api/v1/namespaces/intent-engine/jobs"))["jobs"]!.AsArray().Select(d => (string)d!["name"]!).ShouldBe(["e1"]);
        (await _client.GetAsync("/api/v1/namespaces/intent-engine/datasets"))["datasets"]!.AsArray().Select(d => (string)d!["name"]!).ShouldBe(["a"]);
    }
}
