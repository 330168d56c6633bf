using System.Net;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.Graph.Api;

public sealed class GraphStatusTests(IntentsHost host)
{
    private readonly GraphApi _graph = new(host);

    [Fact]
    public async Task A_life_is_written_down_step_by_step()
    {
        await _graph.Create("a");
        foreach (var verb in new[] { "start", "rollback", "suspend", "resume", "fail", "retry" }) (await _graph.Post($"/intents/a/{verb}", new { reason = "so" })).ShouldBe(HttpStatusCode.OK);
        (await _graph.Post("/intents/a/complete", new { result = new { n = 1 } }, "worker")).ShouldBe(HttpStatusCode.OK).Body.GetProperty("intent").GetProperty("status").GetString().ShouldBe("completed");
        foreach (var verb in new[] { "archive", "reactivate" }) (await _graph.Post($"/intents/a/{verb}")).ShouldBe(HttpStatusCode.OK);

        var entries = (await _graph.Get("/intents/a/history")).Body.GetProperty("entries").EnumerateArray().ToList();
        entries.Select(e => e.GetProperty("reason").GetString()).ShouldBe([
            "Intent created", "Intent started: so", "Intent rolled back: so", "Intent suspended: so", "Intent resumed: so", "Intent failed: so", "Intent retried: so",
            "Intent completed successfully", "Intent archived", "Intent reactivated"]);
        entries.Select(e => e.GetProperty("version").GetInt32()).ShouldBe(Enumerable.Range(1, 10));
    }

    [Fact]
    public async Task What_the_matrix_forbids_is_a_409_that_names_both()
    {
        await _graph.Create("a");
        await _graph.Post("/intents/a/transition", new { to = "completed" });
        var written = await _graph.Written();

        var refusal = (await _graph.Post("/intents/a/start")).ShouldBe(HttpStatusCode.Conflict);

        refusal["detail"].ShouldBe("Cannot transition from Completed to Executing");
        (refusal["current_status"], refusal["requested_status"], refusal["allowed"]).ShouldBe(("completed", "executing", "[\"archived\"]"));
        (await _graph.Post("/intents/nobody/start")).ShouldBe(HttpStatusCode.NotFound)["detail"].ShouldBe("Intent nobody not found");
        (await _graph.Post("/intents/a/transition", new { to = "gone" })).ShouldBe(HttpStatusCode.BadRequest);
        (await _graph.Post("/intents/a/archive", new { reason = new string('x', 2001) })).ShouldBe(HttpStatusCode.BadRequest);
        (await _graph.Written()).ShouldBe(written);
    }

    [Fact]
    public async Task A_closed_gate_is_a_423_that_names_what_is_in_the_way()
    {
        foreach (var id in new[] { "a", "b", "c" }) await _graph.Create(id);
        await _graph.Link("a", "depends_on", "b");
        await _graph.Link("c", "blocks", "a");

        var locked = (await _graph.Post("/intents/a/start")).ShouldBe(HttpStatusCode.Locked);
        locked["gate"].ShouldBe("dependencies");
        locked.Body.GetProperty("waiting_for")[0].GetProperty("intent_id").GetString().ShouldBe("b");
        locked.Body.GetProperty("blocked_by")[0].GetProperty("intent_id").GetString().ShouldBe("c");
        (await _graph.Get("/groups/ready?startable=true")).Body.GetProperty("intents").EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()).ShouldBe(["c", "b"]);

        await _graph.Post("/intents/b/complete", new { });
        await _graph.Post("/intents/c/suspend");
        (await _graph.Get("/intents/a/gate")).Body.GetProperty("is_open").GetBoolean().ShouldBeTrue();
        (await _graph.Post("/intents/a/start")).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Many_change_each_for_itself()
    {
        await _graph.Create("a");
        await _graph.Create("b");
        await _graph.Post("/intents/b/archive");

        var mixed = (await _graph.Post("/transitions", new { intent_ids = new[] { "a", "b", "nobody" }, to = "suspended", reason = "break" }, key: "bulk")).ShouldBe((HttpStatusCode)207);
        mixed["succeeded"].ShouldBe("[\"a\"]");
        mixed.Body.GetProperty("failed").EnumerateArray().Select(f => $"{f.GetProperty("id").GetString()}: {f.GetProperty("error").GetString()}")
            .ShouldBe(["b: Cannot transition from Archived to Suspended", "nobody: Intent nobody not found"]);
        (await _graph.Post("/transitions", new { intent_ids = new[] { "a", "b", "nobody" }, to = "suspended", reason = "break" }, key: "bulk")).ShouldBe((HttpStatusCode)207)["succeeded"].ShouldBe("[\"a\"]");

        (await _graph.Post("/transitions", new { intent_ids = new[] { "a" }, to = "active" })).ShouldBe(HttpStatusCode.OK);
        (await _graph.Post("/transitions", new { intent_ids = Array.Empty<string>(), to = "active" })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Groups_and_archival_follow_the_statuses()
    {
        foreach (var id in new[] { "done", "failed", "open" }) await _graph.Create(id);
        await _graph.Post("/intents/done/complete", new { });
        await _graph.Post("/intents/failed/fail");

        string[] Ids(Answer page) => [.. page.Body.GetProperty("intents").EnumerateArray().Select(i => i.GetProperty("intent_id").GetString()!)];
        Ids(await _graph.Get("/groups/ready")).ShouldBe(["open"]);
        Ids(await _graph.Get("/groups/needing-attention")).ShouldBe(["failed"]);
        Ids(await _graph.Get("/groups/ready-for-archival?days=1")).ShouldBeEmpty();
        (await _graph.Get("/groups/lost")).ShouldBe(HttpStatusCode.NotFound);

        var archived = (await _graph.Post("/archive-completed")).ShouldBe(HttpStatusCode.OK);
        (archived["succeeded"], archived["more"]).ShouldBe(("[\"done\"]", "False"));
    }

    [Fact]
    public async Task A_parent_ends_with_its_subgoals_wherever_they_ended()
    {
        await _graph.Create("root");
        await _graph.Create("branch", "root");
        foreach (var leaf in new[] { "x", "y" }) await _graph.Create(leaf, "branch");

        await Task.WhenAll(_graph.Post("/intents/x/complete", new { }), _graph.Post("/intents/y/complete", new { }));

        await Eventually.Holds(async () => await _graph.StatusOf("root") == "completed", "the root to be completed with its branch");
        (await _graph.StatusOf("branch")).ShouldBe("completed");
    }

    [Fact]
    public async Task A_parent_fails_with_a_required_subgoal()
    {
        await _graph.Create("root");
        await _graph.Create("part", "root");

        await _graph.Post("/intents/part/fail", new { reason = "broken" });

        await Eventually.Holds(async () => await _graph.StatusOf("root") == "failed", "the root to fail");
    }
}
