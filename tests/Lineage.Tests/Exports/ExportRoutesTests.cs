using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.OpenLineage;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.Exports;

public sealed partial class ExportRoutesTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    [Fact]
    public async Task As_openlineage_it_can_be_told_to_another_server_which_then_knows_the_same()
    {
        await TellAsync();
        var (_, events) = await _client.AskAsync($"/executions/{Run("root")}/export?format=openlineage");
        var other = Client.Of(host);

        var (status, answer) = await other.PostAsync(events, "/api/v1/lineage/batch");

        status.ShouldBe(HttpStatusCode.OK);
        JsonNode.Parse(answer)!["status"]!.GetValue<string>().ShouldBe("success", answer);
        foreach (var id in new[] { "root", "child", "retry" })
        {
            var here = await ExecutionAsync(_client, id);
            var there = await ExecutionAsync(other, id);
            (there.Status, there.TriggerKind, there.ParentExecutionId, there.CorrelationId, there.Attempt, there.Name)
                .ShouldBe((here.Status, here.TriggerKind, here.ParentExecutionId, here.CorrelationId, here.Attempt, here.Name));
            (there.StartedAt, there.ErrorMessage).ShouldBe((here.StartedAt, here.ErrorMessage));
        }

        (await other.GetAsync($"/api/v1/runlineage/upstream?runId={Run("retry")}"))["runs"]!.AsArray().Select(r => (string)r!["run"]!["id"]!).ShouldBe([Run("retry"), Run("root")]);
    }

    [Fact]
    public async Task Its_openlineage_events_keep_the_members_of_the_specification()
    {
        await TellAsync();
        var (_, text) = await _client.AskAsync($"/api/executions/{Run("root")}/export");
        var events = JsonNode.Parse(text)!.AsArray();

        events.Count.ShouldBe(6);
        events.SelectMany(told => ExportSchema.EventFaults(told!.ToJsonString())).ShouldBeEmpty();
        foreach (var told in events)
        {
            told!.AsObject().Select(m => m.Key).ShouldBe(["eventType", "eventTime", "run", "job", "inputs", "outputs", "producer", "schemaURL"]);
            foreach (var facet in told["run"]!["facets"]!.AsObject())
                facet.Value!.AsObject().Select(m => m.Key).Take(2).ShouldBe(["_producer", "_schemaURL"], facet.Key);
        }

        var retry = events.Last(e => (string)e!["run"]!["runId"]! == Run("retry"))!;
        retry["run"]!["facets"]!["intentEngine_retry"]!["previous_run_id"]!.GetValue<string>().ShouldBe(Run("child"));
        retry["run"]!["facets"]!.AsObject().ContainsKey("parent").ShouldBeFalse("a retry is not a child");
        retry["inputs"]![0]!["name"]!.GetValue<string>().ShouldBe("source");
    }

    [Fact]
    public async Task As_prov_every_relation_is_between_things_that_are_there()
    {
        await TellAsync();
        var (_, text) = await _client.AskAsync($"/executions/{Run("root")}/export?format=prov");
        var prov = JsonNode.Parse(text)!.AsObject();

        ExportSchema.Prov.Faults(text).ShouldBeEmpty();
        prov["activity"]!.AsObject().Count.ShouldBe(3);
        prov["entity"]!.AsObject().Count.ShouldBe(3);
        prov.Select(part => part.Key).ShouldBeSubsetOf(["prefix", "agent", "activity", "entity", "wasAssociatedWith", "used", "wasGeneratedBy", "wasDerivedFrom", "wasInformedBy"]);
        var known = new[] { "agent", "activity", "entity" }.SelectMany(part => prov[part]!.AsObject().Select(m => m.Key)).ToHashSet();
        var prefixes = prov["prefix"]!.AsObject().Select(p => p.Key).ToHashSet();
        known.ShouldAllBe(name => QualifiedName().IsMatch(name) && prefixes.Contains(name.Split(':', 2)[0]));
        foreach (var (relation, (from, to)) in Ends)
        {
            var records = prov[relation].ShouldBeOfType<JsonObject>();
            records.Count.ShouldBeGreaterThan(0, relation);
            foreach (var (key, record) in records)
            {
                key.ShouldStartWith("_:");
                known.ShouldContain(record![from]!.GetValue<string>());
                known.ShouldContain(record[to]!.GetValue<string>());
            }
        }

        prov["wasDerivedFrom"]!.AsObject().ShouldContain(d => d.Value!["prov:type"] != null, "what a retry made revises what the failed attempt made");
        prov["activity"]![$"ie:execution-{Run("root")}"]!["prov:startTime"]!.GetValue<string>().ShouldBe("2026-01-01T00:00:00Z");
    }

    [Theory, InlineData("dot"), InlineData("mermaid")]
    public async Task As_a_picture_every_arrow_joins_nodes_and_no_label_breaks_out(string format)
    {
        await TellAsync(name: "evil\"]; x -> y <script> \\");
        var (status, text) = await _client.AskAsync($"/executions/{Run("root")}/export?format={format}");

        status.ShouldBe(HttpStatusCode.OK);
        var nodes = Regex.Matches(text, @"^  ([ed]\d+) ?[\[(]", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ToHashSet();
        nodes.Count.ShouldBe(6);
        var arrows = Regex.Matches(text, @"^  ([ed]\d+) (?:-->|->|-\.->\|""[^""]*""\|) ([ed]\d+)", RegexOptions.Multiline);
        arrows.Count.ShouldBe(7, text);
        arrows.ShouldAllBe(arrow => nodes.Contains(arrow.Groups[1].Value) && nodes.Contains(arrow.Groups[2].Value));
        text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(nodes.Count + arrows.Count + (format == "dot" ? 3 : 1), text);
        if (format == "mermaid") text.ShouldNotContain("<script>");
    }

    [Fact]
    public async Task Around_an_artifact_are_its_sources_what_came_of_it_and_who_made_them()
    {
        await TellAsync();
        var (_, text) = await _client.AskAsync("/api/artifact-index/source/export?format=prov");

        var prov = JsonNode.Parse(text)!;
        prov["entity"]!.AsObject().Select(e => e.Key).ShouldBe(["ie:artifact-source", "ie:artifact-failed", "ie:artifact-made"], ignoreOrder: true);
        prov["activity"]!.AsObject().Count.ShouldBe(3);
    }

    [Fact]
    public async Task Runs_of_openlineage_clients_are_exported_with_their_datasets()
    {
        await _client.AcceptAsync(new RunEvent("etl", Run("r"), At: 5) { Namespace = "airflow", Inputs = ["a"], Outputs = ["b"] });

        var (_, text) = await _client.AskAsync($"/executions/{Run("r")}/export?format=openlineage");

        var told = JsonNode.Parse(text)!.AsArray().Single()!;
        told["job"]!.ToJsonString().ShouldBe("""{"namespace":"airflow","name":"etl"}""");
        told["inputs"]!.ToJsonString().ShouldBe("""[{"namespace":"data","name":"a"}]""");
        told["outputs"]!.ToJsonString().ShouldBe("""[{"namespace":"data","name":"b"}]""");
    }

    [Fact]
    public async Task What_is_left_out_is_said()
    {
        await _client.Organization.RecordAsync([.. Enumerable.Range(0, 4).Select(i => _client.Organization.Execution($"n{i}", parent: i == 0 ? null : $"n{i - 1}"))]);

        (await CompleteAsync("/executions/n0/export?depth=2")).ShouldBe("false");
        (await CompleteAsync("/executions/n0/export?depth=3")).ShouldBe("true");
    }

    [Theory]
    [InlineData("/executions/nobody/export", 404)]
    [InlineData("/api/artifact-index/nothing/export", 404)]
    [InlineData("/executions/nobody/export?format=pdf", 400)]
    [InlineData("/executions/nobody/export?depth=0", 400)]
    public async Task Unknown_things_are_404_and_bad_questions_400(string path, int status) => ((int)(await _client.AskAsync(path)).Status).ShouldBe(status);

    [Fact]
    public async Task Another_organization_exports_nothing_of_it()
    {
        await TellAsync();

        (await Client.Of(host).AskAsync($"/executions/{Run("root")}/export")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Client.Of(host).AskAsync("/api/artifact-index/source/export")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Dictionary<string, (string From, string To)> Ends => new()
    {
        ["wasAssociatedWith"] = ("prov:activity", "prov:agent"),
        ["used"] = ("prov:activity", "prov:entity"),
        ["wasGeneratedBy"] = ("prov:entity", "prov:activity"),
        ["wasDerivedFrom"] = ("prov:generatedEntity", "prov:usedEntity"),
        ["wasInformedBy"] = ("prov:informed", "prov:informant"),
    };

    /// <summary>A root writes a source, a child fails at its document, a retry makes it.</summary>
    private async Task TellAsync(string name = "test.step")
    {
        var acme = _client.Organization;
        var (root, child, retry) = (Run("root"), Run("child"), Run("retry"));
        await acme.RecordAsync(
            acme.Execution(root) with { Name = name, CompletedAt = Organization.Moment(1) },
            acme.Execution(child, parent: root, trigger: "child", status: "failed", at: 2) with { ErrorMessage = "no \"luck\"" },
            acme.Execution(retry, parent: child, trigger: "retry", at: 4) with { Attempt = 2 });
        await acme.RecordAsync(new RecordLineage
        {
            Artifacts =
            [
                acme.Artifact("source") with { DerivationRunId = root },
                acme.Artifact("failed", state: "FAILED", parents: "source") with { DerivationRunId = child },
                acme.Artifact("made", parents: "source") with { DerivationRunId = retry },
            ],
        });
    }

    private static async Task<LineageExecutionSummary> ExecutionAsync(Client client, string name) => (await client.Organization.GetAsync<ExecutionById.Response>($"/executions/{Run(name)}")).Execution;

    private async Task<string> CompleteAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", host.Token(_client.Organization.Id));
        using var answer = await host.Http.SendAsync(request);
        return answer.Headers.GetValues("X-Lineage-Complete").Single();
    }

    [GeneratedRegex(@"^[a-z]+:[A-Za-z0-9._~%-]+$")]
    private static partial Regex QualifiedName();
}
