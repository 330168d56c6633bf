using System.Net.Http.Headers;
using System.Text.Json;
using IntentEngine.EndToEnd.Driving;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Embedded;

/// <summary>The flow of seed 000 as people have it: a file and a choice on one day, its execution on another, with an engine that was restarted in between.</summary>
public sealed class ParsingTests
{
    private const string Handbook = "# Returns\n\n| Goods | Days |\n|---|---:|\n| Tools | 30 |\n| Paint | 14 |\n\nBring the receipt.\n";

    [Fact(Timeout = 600_000)]
    public async Task A_file_uploaded_on_one_day_is_parsed_on_another_as_was_chosen()
    {
        await using var engine = await EmbeddedEngine.StartAsync();
        var organization = Guid.NewGuid();

        var (file, intent) = await FirstDay(engine, organization);
        await engine.Kill();
        await engine.Start();
        var execution = await SecondDay(engine, organization, file, intent);
        // What the in-memory queue held is gone with it.
        await engine.Kill();
        await engine.Start();

        using var api = engine.Api(organization, "member");
        var done = await Eventually.Gives(async () => await api.Send(HttpMethod.Get, $"/api/intents/{intent}") is { Status: 200 } view && view.Json.GetProperty("status").GetString() != "in_progress" ? view : null, "the end of the intent", TimeSpan.FromMinutes(2));
        done.Json.GetProperty("status").GetString().ShouldBe("completed", done.Body);
        var parsed = done.Json.GetProperty("result").GetProperty("parsed_artifact_id").GetString()!;
        await ShouldHoldTheDocument(api, parsed);
        await ShouldKnowWhereItCameFrom(api, parsed, file, execution);
        (await Ask(api, $"/api/artifacts/{file}")).GetProperty("lifecycle_state").GetString().ShouldBe("READY", "parsing leaves its source alone");
    }

    private static async Task<(string File, string Intent)> FirstDay(EmbeddedEngine engine, Guid organization)
    {
        using var http = new HttpClient { BaseAddress = engine.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", engine.Token(organization, "member"));
        using var content = new StringContent(Handbook, new MediaTypeHeaderValue("text/markdown"));
        using var uploaded = await http.PostAsync(new Uri("/api/artifacts?name=handbook.md", UriKind.Relative), content);
        var file = JsonSerializer.Deserialize<JsonElement>(await uploaded.Content.ReadAsStringAsync()).GetProperty("artifact_id").GetString()!;

        using var api = engine.Api(organization, "member");
        var chosen = await api.Send(HttpMethod.Post, "/api/intents", new { intent_type = "parse_content", target_artifact_id = file, context = new { ingestion_profile = "hybrid", parse_options = new { } } });
        chosen.Status.ShouldBe(201, chosen.Body);
        return (file, chosen.Json.GetProperty("intent_id").GetString()!);
    }

    private static async Task<string> SecondDay(EmbeddedEngine engine, Guid organization, string file, string intent)
    {
        using var api = engine.Api(organization, "member");
        var waiting = await Ask(api, $"/api/intents?status=pending&target_artifact_id={file}");
        waiting.GetProperty("intents").EnumerateArray().ShouldHaveSingleItem().GetProperty("intent_id").GetString().ShouldBe(intent);
        var started = await api.Send(HttpMethod.Post, $"/api/intents/{intent}/execute", new { });
        started.Status.ShouldBe(202, started.Body);
        return started.Json.GetProperty("execution_id").GetString()!;
    }

    private static async Task ShouldHoldTheDocument(EngineApi api, string parsed)
    {
        var document = await Ask(api, $"/api/artifacts/{parsed}/content");
        (document.GetProperty("schema").GetString(), document.GetProperty("parser_type").GetString()).ShouldBe(("parsed_content.hybrid.v1", "markdown"));
        document.GetProperty("tables")[0].GetProperty("rows").GetRawText().ShouldBe("""[["Tools",30],["Paint",14]]""");
        document.GetProperty("chunks")[0].GetProperty("text").GetString().ShouldBe("Bring the receipt.");
    }

    private static async Task ShouldKnowWhereItCameFrom(EngineApi api, string parsed, string file, string execution)
    {
        var entry = await Eventually.Gives(async () => (await api.Send(HttpMethod.Get, $"/api/artifact-index/{parsed}")) is { Status: 200 } found ? found : null, "the entry in the index", TimeSpan.FromMinutes(1));
        var lineage = entry.Json.GetProperty("lineage");
        (lineage.GetProperty("derivation_intent").GetString(), lineage.GetProperty("derivation_run_id").GetString(), lineage.GetProperty("generation").GetInt32(), lineage.GetProperty("root_artifact_id").GetString())
            .ShouldBe(("parse_content", execution, 1, file));
        lineage.GetProperty("derived_from").EnumerateArray().Select(parent => parent.GetString()).ShouldBe([file]);
        entry.Json.GetProperty("semantic_descriptor").GetProperty("parser_type").GetString().ShouldBe("markdown");
        var attempt = await Eventually.Gives(async () => (await api.Send(HttpMethod.Get, $"/api/executions/{execution}")) is { Status: 200 } found && found.Json.GetProperty("execution").GetProperty("status").GetString() == "completed" ? found : null, "the execution's end", TimeSpan.FromMinutes(1));
        attempt.Json.GetProperty("execution").GetProperty("name").GetString().ShouldBe("parse_content");
    }

    private static async Task<JsonElement> Ask(EngineApi api, string path)
    {
        var answer = await api.Send(HttpMethod.Get, path);
        answer.Status.ShouldBe(200, answer.Body);
        return answer.Json;
    }
}
