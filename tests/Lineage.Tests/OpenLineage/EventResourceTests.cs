using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.OpenLineage.Wire;
using Shouldly;
using static IntentEngine.Lineage.OpenLineage.RunEvent;

namespace IntentEngine.Lineage.OpenLineage;

public sealed class EventResourceTests(LineageHost host)
{
    private readonly Client _client = Client.Of(host);

    public static TheoryData<string> Accepted => [.. Fixture.Of("events-valid"), .. Fixture.Of("events-lenient"), .. Fixture.Of("scenarios/CLL"), .. Fixture.Of("scenarios/simple_run_event")];

    [Theory, MemberData(nameof(Accepted))]
    public async Task What_other_tools_send_is_accepted_whole_and_packed_and_again(string path)
    {
        await _client.AcceptAsync(Fixture.Text(path));
        (await _client.PostAsync(Fixture.Text(path), packed: true)).Status.ShouldBe(HttpStatusCode.Created);

        (await _client.Organization.ScalarAsync<long>("select count(*) from openlineage_events")).ShouldBe(1);
    }

    [Theory]
    [InlineData("events-invalid/event_no_run_id.json", "run.runId")]
    [InlineData("events-invalid/event_invalid_run_facet.json", "run.facets.parent.run.runId")]
    [InlineData("events-invalid/marquez_422_job_name_null.json", "job.name")]
    public async Task What_lacks_an_id_or_a_name_is_422_and_writes_nothing(string path, string field)
    {
        var (status, body) = await _client.PostAsync(Fixture.Text(path));

        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        JsonNode.Parse(body)!["errors"]![field].ShouldNotBeNull(body);
        (await _client.Organization.ScalarAsync<long>("select (select count(*) from openlineage_events) + (select count(*) from openlineage_jobs)")).ShouldBe(0);
    }

    [Theory]
    [InlineData("not json", 400)]
    [InlineData("", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 422)]
    [InlineData("""{"eventTime":"yesterday","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"}}""", 400)]
    [InlineData("""{"eventTime":"0001-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"}}""", 400)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n🕷","name":"j"}}""", 400)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"\ud800"}}""", 400)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"inputs":{}}""", 400)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"inputs":[null]}""", 422)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"outputs":[{"namespace":"n","name":null}]}""", 422)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","run":{"runId":"r"},"job":{"namespace":"n","name":"j"},"outputs":[{"namespace":"n","name":"d","facets":{"schema":{"fields":"a"}}}]}""", 422)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","run":{"runId":"r"},"job":{"namespace":"n","name":"j"}}""", 422)]
    [InlineData("""{"eventTime":"2026-01-01T00:00:00Z","producer":"p","schemaURL":"x/RunEvent","job":{"namespace":"n","name":"j"}}""", 422)]
    public async Task What_is_no_event_is_refused_with_a_reason(string body, int status)
    {
        var (came, answer) = await _client.PostAsync(body);

        ((int)came).ShouldBe(status, answer);
        JsonNode.Parse(answer)!["detail"]!.GetValue<string>().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task A_small_body_that_unpacks_to_a_huge_one_is_413()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var chunk = 0; chunk < 20; chunk++)
                await gzip.WriteAsync(new byte[1024 * 1024]);
        using var content = new ByteArrayContent(bomb.ToArray());
        content.Headers.ContentEncoding.Add("gzip");

        (await _client.PostAsync(content)).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        bomb.Length.ShouldBeLessThan(64 * 1024);
    }

    [Fact]
    public async Task An_event_with_a_large_plan_is_taken_and_one_beyond_the_limit_is_413()
    {
        await _client.AcceptAsync(Planned(1_000_000));

        (await _client.PostAsync(Planned(17 * 1024 * 1024))).Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);

        static string Planned(int size) => new RunEvent("job", Run("r")) { Facets = new JsonObject { ["spark.logicalPlan"] = new JsonObject { ["plan"] = new string('x', size) } } };
    }

    [Fact]
    public async Task A_facet_that_nobody_knows_is_kept_as_it_came()
    {
        var facet = JsonNode.Parse("""{"_producer":"p","deep":[[{"a":1.50,"b":null,"c":"é 🕷"}]],"big":1e400}""")!;
        string told = new RunEvent("job", Run("r")) { Facets = new JsonObject { ["vendor_special"] = facet } };
        string withNul = new RunEvent("job", Run("s"), At: -1) { Facets = new JsonObject { ["delimiter"] = new JsonObject { ["char\0"] = "\0" } } };

        await _client.AcceptAsync(withNul);
        await _client.AcceptAsync(told);

        var kept = (await _client.GetAsync("/api/v1/events/lineage"))["events"]![0]!;
        JsonNode.DeepEquals(kept, JsonNode.Parse(told)).ShouldBeTrue(kept.ToJsonString());
        (await _client.GraphAsync("job:jobs:job"))["job:jobs:job"]["data"]!["latestRun"]!["facets"]!["vendor_special"]!["deep"]!.ToJsonString().ShouldContain("1.50");
        (await _client.GetAsync("/api/v1/events/lineage"))["events"]![1]!["run"]!["facets"]!["delimiter"]!["char\uFFFD"]!.GetValue<string>().ShouldBe("\uFFFD");
    }

    [Fact]
    public async Task Broken_gzip_is_400_and_an_unknown_encoding_415()
    {
        using var broken = new ByteArrayContent([1, 2, 3, 4]);
        broken.Headers.ContentEncoding.Add("gzip");
        (await _client.PostAsync(broken)).Status.ShouldBe(HttpStatusCode.BadRequest);

        using var brotli = new ByteArrayContent([1, 2, 3, 4]);
        brotli.Headers.ContentEncoding.Add("br");
        (await _client.PostAsync(brotli)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task Nobody_without_a_token_may_tell_or_ask()
    {
        using var content = new StringContent(Fixture.Text("events-valid/marquez_event_simple.json"), new MediaTypeHeaderValue("application/json"));
        (await host.Http.PostAsync("/api/v1/lineage", content)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await host.Http.GetAsync("/api/v1/events/lineage")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Sent_again_at_the_same_time_an_event_is_recorded_once()
    {
        string told = new RunEvent("job", Run("r")) { Inputs = ["a"] };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => _client.PostAsync(told)));

        answers.ShouldAllBe(answer => answer.Status == HttpStatusCode.Created);
        (await _client.Organization.ScalarAsync<long>("select count(*) from openlineage_events")).ShouldBe(1);
        (await _client.Organization.GetAsync<JsonElement>($"/executions/{Run("r")}/events")).GetProperty("total").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("START", "running")]
    [InlineData("RUNNING", "running")]
    [InlineData("COMPLETE", "completed")]
    [InlineData("FAIL", "failed")]
    [InlineData("ABORT", "cancelled")]
    [InlineData("OTHER", "pending")]
    [InlineData("start", "running")]
    public async Task The_type_of_an_event_is_the_state_of_the_execution(string type, string status)
    {
        await _client.AcceptAsync(new RunEvent("job", Run("r"), type));

        (await ExecutionAsync(Run("r"))).Status.ShouldBe(status);
    }

    [Fact]
    public async Task What_has_ended_stays_ended_and_metadata_is_added()
    {
        await _client.AcceptAsync(
            new RunEvent("job", Run("r"), "FAIL", At: 20) { Facets = new JsonObject { ["errorMessage"] = new JsonObject { ["message"] = "disk full" } } },
            new RunEvent("job", Run("r"), "RUNNING", At: 30) { Inputs = ["late"] },
            new RunEvent("job", Run("r"), "START", At: 10));

        var execution = await ExecutionAsync(Run("r"));
        execution.Status.ShouldBe("failed");
        execution.ErrorMessage.ShouldBe("disk full");
        execution.StartedAt.ShouldBe(Organization.Moment(10));
        execution.CompletedAt.ShouldBe(Organization.Moment(20));
        (await _client.GraphAsync("job:jobs:job")).Keys.ShouldBe(["dataset:data:late", "job:jobs:job"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_child_that_comes_before_its_parent_gets_the_parents_correlation_when_that_comes()
    {
        await _client.AcceptAsync(new RunEvent("grandchild", Run("g")) { Parent = Run("c") }, new RunEvent("child", Run("c")) { Parent = Run("p") });
        (await ExecutionAsync(Run("g"))).CorrelationId.ShouldBe(Run("c"), "nobody further up is known");

        await _client.AcceptAsync(new RunEvent("parent", Run("p"), "START"));

        (await ExecutionAsync(Run("g"))).CorrelationId.ShouldBe(Run("p"));
        (await ExecutionAsync(Run("g"))).ParentExecutionId.ShouldBe(Run("c"));
        (await ExecutionAsync(Run("g"))).TriggerKind.ShouldBe("child");
    }

    [Fact]
    public async Task The_root_that_a_client_names_is_the_correlation()
    {
        await _client.AcceptAsync(new RunEvent("task", Run("t")) { Parent = Run("p"), Root = Run("dag") });

        (await ExecutionAsync(Run("t"))).CorrelationId.ShouldBe(Run("dag"));
    }

    [Fact]
    public async Task A_run_id_that_is_no_uuid_becomes_one_and_still_links_parents()
    {
        await _client.AcceptAsync(new RunEvent("parent", "run_id", "START"), new RunEvent("child", "other") { Parent = "run_id" });

        RunId.Of("run_id").ShouldBe("0acf093b-3c88-3560-8dc6-22a33921d360");
        (await ExecutionAsync(RunId.Of("other"))).ParentExecutionId.ShouldBe(RunId.Of("run_id"));
        (await ExecutionAsync(RunId.Of("other"))).CorrelationId.ShouldBe(RunId.Of("run_id"));
    }

    [Fact]
    public async Task Events_about_our_own_execution_add_datasets_and_leave_its_state_alone()
    {
        var own = Run("own");
        await _client.Organization.RecordAsync(_client.Organization.Execution(own, sequence: 3, status: "completed"));

        await _client.AcceptAsync(new RunEvent("spark", own, "RUNNING", At: 1000) { Outputs = ["table"] });

        (await ExecutionAsync(own)).Status.ShouldBe("completed");
        (await ExecutionAsync(own)).Name.ShouldBe("test.step");
        (await _client.GraphAsync("dataset:data:table"))["job:jobs:spark"]["data"]!["latestRun"]!["state"]!.GetValue<string>().ShouldBe("COMPLETED");
        (await _client.GetAsync($"/api/v1/runlineage/upstream?runId={own}"))["runs"]![0]!["run"]!["status"]!.GetValue<string>().ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Runs_of_another_organization_are_not_there()
    {
        var other = Client.Of(host);
        await _client.AcceptAsync(new RunEvent("job", Run("r")) { Inputs = ["a"], Outputs = ["b"] });
        await other.AcceptAsync(new RunEvent("theirs", Run("s")) { Inputs = ["b"] });

        (await other.GraphAsync("dataset:data:b")).Keys.ShouldBe(["dataset:data:b", "job:jobs:theirs"], ignoreOrder: true);
        (await other.AskAsync("/api/v1/lineage?nodeId=job:jobs:job")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.AskAsync($"/api/v1/runlineage/upstream?runId={Run("r")}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.Organization.RefusalAsync($"/executions/{Run("r")}")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await other.GetAsync("/api/v1/events/lineage"))["totalCount"]!.GetValue<int>().ShouldBe(1);
        (await other.GetAsync("/api/v1/jobs"))["totalCount"]!.GetValue<int>().ShouldBe(1);
    }

    [Theory]
    [InlineData("openlineage_events"), InlineData("openlineage_jobs"), InlineData("openlineage_datasets"), InlineData("openlineage_runs")]
    [InlineData("openlineage_io"), InlineData("openlineage_job_io"), InlineData("openlineage_namespaces")]
    public async Task Row_level_security_is_forced(string table) =>
        (await _client.Organization.ScalarAsync<bool>($"select relrowsecurity and relforcerowsecurity from pg_class where relname = '{table}'")).ShouldBeTrue();

    private async Task<LineageExecutionSummary> ExecutionAsync(string id) => (await _client.Organization.GetAsync<ExecutionById.Response>($"/executions/{id}")).Execution;
}
