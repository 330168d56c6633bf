using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Graph;

public sealed class GraphWalkTests(LineageHost host)
{
    /// <summary>What is now is fetched at once, what was is asked for level by level: two ways to one answer.</summary>
    [Fact]
    public void The_graph_of_now_is_the_graph_as_of_now()
    {
        // Few datasets, so that there are circles and hubs; d0 is one of our artifacts.
        var job = from inputs in Gen.Choose(0, 7).ListOf(2) from outputs in Gen.Choose(0, 7).ListOf(1) select (Inputs: inputs.Distinct().ToArray(), Outputs: outputs.ToArray());
        var cases = from jobs in job.ListOf(6) from depth in Gen.Choose(2, 5) from direction in Gen.Elements("both", "upstream", "downstream") select (jobs.ToArray(), depth, direction);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(15).WithReplay(1407, 23), Prop.ForAll(cases.ToArbitrary(), given =>
        {
            var (jobs, depth, direction) = given;
            var client = Client.Of(host);
            client.RecordAsync(jobs.Select((uses, index) => Told(index, uses.Inputs, uses.Outputs))).GetAwaiter().GetResult();
            client.Organization.RecordAsync(client.Organization.Artifact("d0") with { DerivationRunId = "ours", ParentArtifacts = ["d9"] }, client.Organization.Artifact("d9")).GetAwaiter().GetResult();
            foreach (var node in (string[])["job:jobs:j0", "job:jobs:j3", "job:intent-engine:ours", "dataset:intent-engine:d0"])
            {
                var path = $"/api/v1/lineage?nodeId={node}&depth={depth}&direction={direction}";
                var now = client.GetAsync(path).GetAwaiter().GetResult().ToJsonString();
                now.ShouldBe(client.GetAsync($"{path}&asOf=2999-01-01T00:00:00Z").GetAwaiter().GetResult().ToJsonString(), path);
            }
        }));
    }

    [Fact]
    public async Task A_graph_that_is_too_large_to_be_fetched_at_once_is_found_all_the_same()
    {
        var client = Client.Of(host);
        // More than 10,000 edges, and each stands at both its ends.
        await client.RecordAsync(Enumerable.Range(0, 11).Select(i => (string)new RunEvent($"writer{i}", Run($"w{i}"), At: i) { Inputs = ["hub"], Outputs = [.. Enumerable.Range(0, 950).Select(o => $"t{i}-{o}")] }));

        var graph = await client.GraphAsync("job:jobs:writer0", "&depth=3");

        graph.Keys.Count(id => id.StartsWith("job:", StringComparison.Ordinal)).ShouldBe(11);
        graph.Count.ShouldBe(11 + 1 + 11 * 950);
    }

    private static string Told(int index, int[] inputs, int[] outputs) =>
        new RunEvent($"j{index}", Run($"r{index}"), At: index) { Inputs = [.. inputs.Select(Name)], Outputs = [.. outputs.Select(Name)] }
            .ToString().Replace("{\"namespace\":\"data\",\"name\":\"d0\"}", "{\"namespace\":\"intent-engine\",\"name\":\"d0\"}", StringComparison.Ordinal);

    private static string Name(int number) => $"d{number}";
}
