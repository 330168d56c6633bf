using System.Net;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.OpenLineage.Graph;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage.Runs;

public sealed class RunLineageResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task A_run_read_what_the_last_run_before_it_had_written_whatever_came_later()
    {
        await _client.AcceptAsync(
            new RunEvent("reader", Run("read2"), At: 400) { Inputs = ["d"] },
            new RunEvent("writer", Run("write3"), At: 500) { Outputs = ["d"] },
            new RunEvent("reader", Run("read1"), At: 200) { Inputs = ["d"], Outputs = ["e"] },
            new RunEvent("writer", Run("write2"), At: 300) { Outputs = ["d"], Inputs = ["source"] },
            new RunEvent("writer", Run("write1"), At: 100) { Outputs = ["d"] });

        var upstream = await RunsAsync("upstream", Run("read2"));

        upstream.Select(Id).ShouldBe([Run("read2"), Run("write2")]);
        upstream[0]!["inputs"]![0]!["producedByRunId"]!.GetValue<string>().ShouldBe(Run("write2"));
        upstream[0]!["job"]!.AsObject().Select(m => m.Key).ShouldBe(["namespace", "name", "version"]);
        upstream[0]!["run"]!.AsObject().Select(m => m.Key).ShouldBe(["id", "start", "end", "status"]);
        upstream[0]!["inputs"]![0]!.AsObject().Select(m => m.Key).ShouldBe(["namespace", "name", "version", "producedByRunId"]);
        upstream[1]!["inputs"]![0]!["producedByRunId"].ShouldBeNull();
        (await RunsAsync("downstream", Run("write1"))).Select(Id).ShouldBe([Run("write1"), Run("read1")]);
        (await RunsAsync("downstream", Run("write3"))).Select(Id).ShouldBe([Run("write3")]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grandmas_pies_are_made_of_the_apples_of_their_year_in_whatever_order_she_tells(bool backwards)
    {
        var told = Fixture.Events("scenarios/apples");
        await _client.AcceptAsync(backwards ? told.Reverse() : told);
        const string firstPie = "66ad", lastPie = "bcef", firstApples = "fc57", lastApples = "155d", firstFilling = "ab46", lastFilling = "e7d7", cider = "5f97", vinegar = "a106";
        var ids = told.Select(json => JsonNode.Parse(json)!["run"]!["runId"]!.GetValue<string>()).ToDictionary(id => id[..4]);

        (await NamesAsync("upstream", firstPie)).ShouldBe([firstPie, firstFilling, firstApples]);
        (await NamesAsync("upstream", lastPie)).ShouldBe([lastPie, lastFilling, lastApples]);
        (await NamesAsync("upstream", vinegar)).ShouldBe([vinegar, cider, firstApples]);
        (await NamesAsync("downstream", firstApples)).ShouldBe([firstApples, cider, firstFilling, firstPie, vinegar]);
        (await NamesAsync("downstream", lastApples)).ShouldBe([lastApples, lastFilling, lastPie]);
        (await NamesAsync("upstream", lastPie, "&depth=1")).ShouldBe([lastPie, lastFilling]);

        async Task<IEnumerable<string>> NamesAsync(string direction, string run, string more = "") => (await RunsAsync(direction, ids[run], more)).Select(entry => Id(entry)[..4]);
    }

    [Fact]
    public async Task A_version_that_the_client_names_decides()
    {
        await _client.AcceptAsync(Versioned(new RunEvent("writer", Run("w1"), At: 100) { Outputs = ["d"] }, "v1"), Versioned(new RunEvent("writer", Run("w2"), At: 200) { Outputs = ["d"] }, "v2"));
        await _client.AcceptAsync(Versioned(new RunEvent("reader", Run("r"), At: 300) { Inputs = ["d"] }, "v1"));

        (await RunsAsync("upstream", Run("r"))).Select(Id).ShouldBe([Run("r"), Run("w1")]);
    }

    [Theory]
    [InlineData(null, null, true)]
    [InlineData("v1", "v1", true)]
    [InlineData("v1", null, true)]
    [InlineData(null, "v1", true)]
    [InlineData("v2", "v1", false)]
    public async Task What_was_read_has_the_version_that_was_written_unless_both_clients_number_differently(string? read, string? written, bool same)
    {
        await _client.AcceptAsync(
            Versioned(new RunEvent("writer", Run("w"), At: 100) { Outputs = ["d"] }, written), Versioned(new RunEvent("reader", Run("r"), At: 200) { Inputs = ["d"] }, read));

        var graph = await _client.GraphAsync("dataset:data:d");

        var output = graph["job:jobs:writer"]["data"]!["latestRun"]!["outputDatasetVersions"]![0]!["datasetVersionId"]!["version"]!.GetValue<string>();
        var input = graph["job:jobs:reader"]["data"]!["latestRun"]!["inputDatasetVersions"]![0]!["datasetVersionId"]!["version"]!.GetValue<string>();
        var upstream = (await RunsAsync("upstream", Run("r")))[0]!["inputs"]![0]!;
        (input == output).ShouldBe(same);
        upstream["version"]!.GetValue<string>().ShouldBe(input);
        upstream["producedByRunId"]!.GetValue<string>().ShouldBe(Run("w"));
    }

    [Fact]
    public async Task More_readers_than_an_answer_holds_are_said_to_be_more()
    {
        await _client.RecordAsync(Enumerable.Range(0, 1_001).Select(i => (string)new RunEvent($"reader{i}", Run($"reader{i}"), At: 100 + i) { Inputs = ["d"] }).Prepend(new RunEvent("writer", Run("w")) { Outputs = ["d"] }));

        (await HeaderAsync($"/api/v1/runlineage/downstream?runId={Run("w")}")).ShouldBe("false");
        (await RunsAsync("downstream", Run("w"))).Count.ShouldBe(1_000);
        (await HeaderAsync($"/api/v1/runlineage/upstream?runId={Run("reader7")}")).ShouldBe("true");

        async Task<string> HeaderAsync(string path)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Authorization = new("Bearer", host.Token(_client.Organization.Id));
            using var answer = await host.Http.SendAsync(request);
            return answer.Headers.GetValues(GraphResource.CompleteHeader).Single();
        }
    }

    [Fact]
    public async Task Upstream_and_downstream_are_each_others_inverse()
    {
        await _client.RecordAsync(Enumerable.Range(0, 8).Select(i => (string)new RunEvent($"j{i % 3}", Run($"r{i}"), At: i * 10) { Inputs = [$"d{i % 3}", $"d{(i + 1) % 3}"], Outputs = [$"d{(i + 2) % 3}"] }));
        string[] runs = [.. Enumerable.Range(0, 8).Select(i => Run($"r{i}"))];

        var up = new Dictionary<string, string[]>();
        var down = new Dictionary<string, string[]>();
        foreach (var run in runs)
        {
            up[run] = [.. (await RunsAsync("upstream", run)).Select(Id)];
            down[run] = [.. (await RunsAsync("downstream", run)).Select(Id)];
        }

        foreach (var a in runs)
            foreach (var b in runs)
                up[a].Contains(b).ShouldBe(down[b].Contains(a), $"{a} {b}");
    }

    [Fact]
    public async Task Our_own_executions_have_upstream_and_downstream_runs_too()
    {
        var acme = _client.Organization;
        await acme.RecordAsync(acme.Execution("e1"), acme.Execution("e2"));
        await acme.RecordAsync(acme.Artifact("a") with { DerivationRunId = "e1" }, acme.Artifact("b", parents: "a") with { DerivationRunId = "e2" });

        (await RunsAsync("upstream", "e2")).Select(Id).ShouldBe(["e2", "e1"]);
        (await RunsAsync("downstream", "e1")).Select(Id).ShouldBe(["e1", "e2"]);
        (await RunsAsync("upstream", "e2", "&depth=0")).Select(Id).ShouldBe(["e2"]);
    }

    [Fact]
    public async Task Unknown_runs_are_404()
    {
        (await _client.AskAsync($"/api/v1/runlineage/upstream?runId={Guid.NewGuid()}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await _client.AskAsync("/api/v1/runlineage/downstream")).Status.ShouldBe(HttpStatusCode.BadRequest);
    }

    private async Task<JsonArray> RunsAsync(string direction, string run, string more = "") => (await _client.GetAsync($"/api/v1/runlineage/{direction}?runId={run}{more}"))["runs"]!.AsArray();

    private static string Id(JsonNode? entry) => entry!["run"]!["id"]!.GetValue<string>();

    private static string Versioned(string told, string? version)
    {
        if (version is null) return told;
        var json = JsonNode.Parse(told)!;
        foreach (var dataset in json["inputs"]!.AsArray().Concat(json["outputs"]!.AsArray()))
            dataset!["facets"] = new JsonObject { ["version"] = new JsonObject { ["datasetVersion"] = version } };
        return json.ToJsonString();
    }
}
