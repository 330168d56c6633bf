using System.Net;
using System.Text.Json;
using IntentEngine.Intents.Artifacts;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Execution;

public sealed class PostExecutionTests(IntentsHost host)
{
    private readonly Parse _parse = new(host);

    [Fact]
    public async Task A_later_session_executes_what_waits_by_the_stored_context()
    {
        var file = await _parse.Library.Have("?name=nails.csv");
        var id = await _parse.Waiting(new { ingestion_profile = "hybrid", parse_options = new { chunk_size = 500 } }, file);
        (await _parse.Organization.Get($"/api/intents?status=pending&target_artifact_id={file}"))["intents"]!.ShouldContain(id);

        var started = (await _parse.Execute(id)).ShouldBe(HttpStatusCode.Accepted);

        started["status"].ShouldBe("in_progress");
        var told = (await _parse.Told()).ShouldHaveSingleItem();
        (told.IntentId, told.Worker, told.ExecutionId, told.TargetArtifactId, told.CorrelationId).ShouldBe((id, "parsing", started["execution_id"], file, "corr-1"));
        JsonElement.DeepEquals(told.Context, (await _parse.View(id)).GetProperty("context")).ShouldBeTrue("as it is stored");
        told.Context.GetProperty("parse_options").GetProperty("chunk_size").GetInt32().ShouldBe(500);
        (told.Target!.ArtifactId, told.Target.Sha256, told.Target.Size, told.Target.Format, told.Target.DisplayName).ShouldBe((file, Library.CsvHash, Library.Csv.Length, "text/csv", "nails.csv"));
        (await _parse.View(id)).GetProperty("execution_id").GetString().ShouldBe(started["execution_id"]);
        (await _parse.Organization.Audit()).ShouldBe(["intent_created", "intent_claimed"]);
        (await _parse.Library.StateOf(file)).ShouldBe("READY");
    }

    [Fact]
    public async Task Executing_again_while_it_runs_finds_the_same_execution()
    {
        var id = await _parse.Waiting(new { ingestion_profile = "structured" });

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _parse.Execute(id)));

        answers.ShouldAllBe(a => a.Status == HttpStatusCode.Accepted);
        answers.Select(a => a["execution_id"]).Distinct().Count().ShouldBe(1);
        (await _parse.Organization.Audit()).Count(a => a == "intent_claimed").ShouldBe(1);
        (await _parse.Told()).Select(t => t.ExecutionId).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_request_gets_the_same_answer_after_the_end_too()
    {
        var id = await _parse.Waiting(new { ingestion_profile = "structured" });
        var first = await _parse.Execute(id, key: "execute-once");
        await _parse.Organization.Send(_parse.Report((await _parse.Told())[0]));

        var second = await _parse.Execute(id, key: "execute-once");

        (second.Status, second["execution_id"]).ShouldBe((HttpStatusCode.Accepted, first["execution_id"]));
    }

    [Theory]
    [InlineData("""{"ingestion_profile":"structured","parsing_type":"hybrid"}""", "workflow", """{"parsing_type": "hybrid", "ingestion_profile": "structured"}""")]
    [InlineData("""{"parsing_type":"hybrid"}""", "workflow", """{"parsing_type": "hybrid"}""")]
    [InlineData("""{"file_type":"csv"}""", "workflow", """{"file_type": "csv", "ingestion_profile": "workflow"}""")]
    public async Task What_is_stored_comes_before_what_is_sent_and_what_is_added_stays(string stored, string sent, string used)
    {
        var id = await _parse.Waiting(JsonSerializer.Deserialize<JsonElement>(stored));

        (await _parse.Execute(id, new { ingestion_profile = sent })).ShouldBe(HttpStatusCode.Accepted);

        JsonElement.DeepEquals((await _parse.Told())[0].Context, JsonSerializer.Deserialize<JsonElement>(used)).ShouldBeTrue((await _parse.Told())[0].Context.GetRawText());
        JsonElement.DeepEquals((await _parse.View(id)).GetProperty("context"), JsonSerializer.Deserialize<JsonElement>(used)).ShouldBeTrue("a retry finds it");
    }

    [Theory]
    [InlineData("""{"topic":"x"}""", "has no ingestion_profile")]
    [InlineData("""{"ingestion_profile":"tabular"}""", "says 'tabular'")]
    [InlineData("""{"ingestion_profile":7}""", "must be a text; it is a number")]
    public async Task A_context_that_says_nothing_to_go_by_is_refused(string context, string refusal)
    {
        var id = await _parse.Waiting(JsonSerializer.Deserialize<JsonElement>(context));

        await ShouldChangeNothing(id, HttpStatusCode.UnprocessableEntity, refusal);
    }

    [Fact]
    public async Task An_unusable_target_is_refused()
    {
        foreach (var (target, why) in ((string, string)[])[
            ("nowhere", "unknown"), (await _parse.Library.Have("?save=false"), "pending"), (await _parse.Library.Have("?type=summary"), "of another type"), (await new Library(host).Have(), "another organization's")])
        {
            var id = await _parse.Waiting(new { ingestion_profile = "structured" }, target);
            await ShouldChangeNothing(id, HttpStatusCode.UnprocessableEntity, "Expected the target of the intent", why);
        }

        var without = (await _parse.Organization.Post("/api/intents", new { intent_type = "parse_content", context = new { ingestion_profile = "structured" } }))["intent_id"]!;
        await ShouldChangeNothing(without, HttpStatusCode.UnprocessableEntity, "has no target_artifact_id");
    }

    [Fact]
    public async Task Types_nobody_executes_here_are_refused()
    {
        var id = await _parse.Waiting(new { ingestion_profile = "structured" }, type: "paint_house");

        await ShouldChangeNothing(id, HttpStatusCode.UnprocessableEntity, "'paint_house' are not executed here, only parse_content");
    }

    [Fact]
    public async Task What_has_ended_or_is_anothers_is_refused_and_a_failed_one_is_executed_again_after_a_retry()
    {
        var id = await _parse.Waiting(new { ingestion_profile = "structured" });
        var first = (await _parse.Execute(id))["execution_id"]!;
        (await _parse.Organization.Fail(id, first, "Line 2: broken")).ShouldBe(HttpStatusCode.OK);
        (await _parse.Execute(id)).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe($"Cannot go from failed to in_progress. Let it wait again first: POST /api/intents/{id}/retry.");

        (await _parse.Organization.Retry(id)).ShouldBe(HttpStatusCode.OK);
        var second = (await _parse.Execute(id)).ShouldBe(HttpStatusCode.Accepted)["execution_id"]!;
        second.ShouldNotBe(first, "another attempt is another execution");
        (await _parse.Told())[^1].Context.GetProperty("ingestion_profile").GetString().ShouldBe("structured");

        (await _parse.Organization.Complete(id, second)).ShouldBe(HttpStatusCode.OK);
        (await _parse.Execute(id)).ShouldBe(HttpStatusCode.Conflict)["detail"]!.ShouldContain("Cannot go from completed to in_progress. Create a new intent.");

        var foreign = await _parse.Waiting(new { ingestion_profile = "structured" });
        (await _parse.Organization.Claim(foreign)).ShouldBe(HttpStatusCode.OK);
        (await _parse.Execute(foreign)).ShouldBe(HttpStatusCode.Conflict)["detail"]!.ShouldContain("Worker 'worker-1' has claimed it");
    }

    [Fact]
    public async Task Wrong_roles_wrong_bodies_and_other_organizations_are_refused()
    {
        var id = await _parse.Waiting(new { });

        (await _parse.Execute(id, role: "worker")).ShouldBe(HttpStatusCode.Forbidden);
        (await new Parse(host).Execute(id)).ShouldBe(HttpStatusCode.NotFound);
        (await _parse.Execute("no-such-intent")).ShouldBe(HttpStatusCode.NotFound);
        foreach (var body in (string[])["""{"ingestion_profile":"tabular"}""", """{"parse_options":[1]}""", """{"file_type":""}""", """{"profile":"structured"}""", "[]", "{"])
            (await _parse.Execute(id, body)).Status.ShouldBe(HttpStatusCode.BadRequest, body);
        (await _parse.View(id)).GetProperty("status").GetString().ShouldBe("pending");
        (await _parse.Organization.Audit()).ShouldBe(["intent_created"]);
    }

    private async Task ShouldChangeNothing(string id, HttpStatusCode status, string refusal, string? why = null)
    {
        var before = await _parse.Organization.Written();
        var answer = await _parse.Execute(id);
        answer.Status.ShouldBe(status, why);
        answer["detail"]!.ShouldContain(refusal, customMessage: why);
        (await _parse.Organization.Written()).ShouldBe(before, why);
        (await _parse.View(id)).GetProperty("status").GetString().ShouldBe("pending");
    }
}
