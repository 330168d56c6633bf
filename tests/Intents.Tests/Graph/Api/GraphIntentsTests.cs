using System.Net;
using System.Text.Json;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Graph.Api;

public sealed class GraphIntentsTests(IntentsHost host)
{
    private readonly GraphApi _graph = new(host);

    [Fact]
    public async Task An_intent_from_source_keeps_it_byte_for_byte()
    {
        const string source = "(intent \"deploy\" ; why not\n  :goal \"Deploy v2\"\n  :constraints {:max-cost (< cost 10)}\n  :success-criteria (fn [r] (get r :ok)))";

        var created = (await _graph.Post("/intents", new { rtfs_intent_source = source, metadata = new { team = "a" } })).ShouldBe(HttpStatusCode.Created);

        var shown = (await _graph.Get($"/intents/{created["intent_id"]}")).ShouldBe(HttpStatusCode.OK);
        shown.Body.GetRawText().ShouldBe(created.Body.GetRawText());
        (shown["rtfs_intent_source"], shown["name"], shown["goal"], shown["status"], shown["success_criteria"]).ShouldBe((source, "deploy", "Deploy v2", "active", "(fn [r] (get r :ok))"));
        shown.Body.GetProperty("constraints").GetProperty("max-cost").GetString().ShouldBe("(< cost 10)");
        Guid.TryParse(shown["intent_id"], out _).ShouldBeTrue();
        created.Location!.OriginalString.ShouldBe($"/api/intent-graph/intents/{created["intent_id"]}");
    }

    [Theory]
    [InlineData("{\"rtfs_intent_source\": \"(intent \\\"x\\\"\\n  :goal)\"}", 422, "2:3")]
    [InlineData("{\"rtfs_intent_source\": \"(intent \\\"x\\\" :goal \\\"g\\\" :status :failed)\"}", 422, "begin active")]
    [InlineData("{\"rtfs_intent_source\": \"(+ 1\"}", 422, "rtfs_intent_source: 1:")]
    [InlineData("{\"goal\": \"g\", \"constraints\": {\"c\": \"(+ 1\"}}", 422, "constraints.c: 1:")]
    [InlineData("{\"goal\": \"g\", \"success_criteria\": \"(let [x] x)\"}", 422, "success_criteria: 1:")]
    [InlineData("{\"goal\": \"g\", \"rtfs_intent_source\": \"(intent \\\"x\\\" :goal \\\"g\\\")\"}", 400, "goal")]
    [InlineData("{}", 400, "goal")]
    [InlineData("{\"goal\": \"  \"}", 400, "goal")]
    [InlineData("{\"goal\": \"a\\u0000b\"}", 400, "NUL")]
    [InlineData("{\"goal\": \"g\", \"intent_id\": \"../x\"}", 400, "intent_id")]
    [InlineData("{\"goal\": \"g\", \"intent_id\": \"x\", \"parent_intent\": \"x\"}", 400, "parent_intent")]
    [InlineData("{\"goal\": \"g\", \"parent_intent\": \"nobody\"}", 404, "Intent nobody not found")]
    [InlineData("{\"goal\": \"g\", \"triggered_by\": \"magic\"}", 400, "human_request")]
    [InlineData("{\"goal\": \"g\", \"priority\": -1}", 400, "priority")]
    [InlineData("{\"goal\": \"g\", \"metadata\": {\"a\": null}}", 400, "metadata.a")]
    [InlineData("[]", 400, "")]
    public async Task What_is_wrong_is_named_and_nothing_is_written(string body, int status, string named)
    {
        var written = await _graph.Written();

        var refusal = (await _graph.Post("/intents", body)).ShouldBe((HttpStatusCode)status);

        refusal.Body.ToString().ShouldContain(named);
        (await _graph.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task An_id_is_taken_once()
    {
        await _graph.Create("a");

        (await _graph.Post("/intents", new { intent_id = "a", goal = "again" })).ShouldBe(HttpStatusCode.Conflict)["detail"].ShouldBe("Intent a exists already; choose another id, or update it.");
    }

    [Fact]
    public async Task A_repeat_under_the_same_key_is_answered_as_before()
    {
        var first = (await _graph.Post("/intents", new { goal = "once" }, key: "k")).ShouldBe(HttpStatusCode.Created);

        (await _graph.Post("/intents", new { goal = "once" }, key: "k")).ShouldBe(HttpStatusCode.Created)["intent_id"].ShouldBe(first["intent_id"]);
        (await _graph.Post("/intents", new { goal = "other" }, key: "k")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _graph.Get("/intents")).Body.GetProperty("intents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Many_come_all_or_none()
    {
        var family = new { intents = new[] { new { intent_id = "root", goal = "r" }, new { intent_id = "one", goal = "1" } }, edges = new[] { new { from = "one", to = "root", edge_type = "is_subgoal_of" } } };
        (await _graph.Post("/intents/bulk", family)).ShouldBe(HttpStatusCode.Created);
        (await _graph.Get("/intents/one"))["parent_intent"].ShouldBe("root");
        var written = await _graph.Written();

        (await _graph.Post("/intents/bulk", new { intents = new[] { new { intent_id = "new", goal = "n" }, new { intent_id = "one", goal = "1" } } })).ShouldBe(HttpStatusCode.Conflict);
        (await _graph.Post("/intents/bulk", new { intents = new[] { new { intent_id = "n1", goal = "n" } }, edges = new[] { new { from = "n1", to = "n1", edge_type = "blocks" } } })).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["edges[0].to"]);
        (await _graph.Post("/intents/bulk", new { intents = new[] { new { goal = "n" }, new { goal = "" } } })).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["intents[1].goal"]);
        (await _graph.Post("/intents/bulk", new { intents = Array.Empty<object>() })).ShouldBe(HttpStatusCode.BadRequest);

        (await _graph.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task An_update_names_the_version_it_was_made_on()
    {
        await _graph.Create("a");

        (await _graph.Put("/intents/a", new { goal = "better" })).ShouldBe((HttpStatusCode)428);
        (await _graph.Put("/intents/a", new { goal = "better", priority = 5 }, "\"1\"")).ShouldBe(HttpStatusCode.OK)["version"].ShouldBe("2");
        (await _graph.Put("/intents/a", new { goal = "late", version = 1 })).ShouldBe(HttpStatusCode.PreconditionFailed)["current_version"].ShouldBe("2");
        (await _graph.Put("/intents/a", new { goal = "late" }, "W/\"x\"")).ShouldBe(HttpStatusCode.BadRequest);
        (await _graph.Put("/intents/a", new { goal = "late", constraints = new { c = "(" } }, "*")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _graph.Get("/intents/a"))["goal"].ShouldBe("better");

        (await _graph.Post("/intents/a/archive")).ShouldBe(HttpStatusCode.OK);
        (await _graph.Put("/intents/a", new { goal = "too late" }, "*")).ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_deleted_intent_leaves_its_history()
    {
        await _graph.Create("a");
        await _graph.Create("b");
        await _graph.Link("b", "depends_on", "a");

        (await _graph.Delete("/intents/a")).ShouldBe(HttpStatusCode.Conflict);
        (await _graph.Delete("/edges?from=b&to=a&edge_type=depends_on")).ShouldBe(HttpStatusCode.OK);
        (await _graph.Delete("/intents/a")).ShouldBe(HttpStatusCode.OK);
        (await _graph.Get("/intents/a")).ShouldBe(HttpStatusCode.NotFound);
        (await _graph.Get("/intents/a/history")).Body.GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("action").GetString()).ShouldBe(["IntentCreated", "IntentDeleted"]);
    }

    [Fact]
    public async Task Pages_follow_one_another_without_gap_or_repeat()
    {
        for (var i = 0; i < 5; i++) await _graph.Create($"i{i}");

        var seen = new List<string>();
        for (string? path = "/intents?limit=2"; path is not null;)
        {
            var page = (await _graph.Get(path)).ShouldBe(HttpStatusCode.OK);
            seen.AddRange(page.Body.GetProperty("intents").EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()!));
            path = page["next"] is { } next ? $"/intents?limit=2&after={next}" : null;
        }

        seen.ShouldBe(["i4", "i3", "i2", "i1", "i0"]);
        (await _graph.Get("/intents?limit=201")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["limit"]);
        (await _graph.Get("/intents?after=%25%25")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["after"]);
        (await _graph.Get("/intents?status=done")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldBe(["status"]);
        (await _graph.Get("/intents?status=active&status=failed&goal_contains=I3")).Body.GetProperty("intents").GetArrayLength().ShouldBe(1);
    }
}
