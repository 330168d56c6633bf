using IntentEngine.EndToEnd.Driving;

namespace IntentEngine.EndToEnd.Embedded;

/// <summary>The embedded engine loses its queue with its process; what is under way goes on from PostgreSQL.</summary>
[Trait("Category", "Fault")]
public sealed class CrashTests
{
    [Fact(Timeout = 600_000)]
    public async Task A_killed_engine_goes_on_where_it_was()
    {
        await using var engine = await EmbeddedEngine.StartAsync();
        var organization = Guid.NewGuid();
        using var api = engine.Api(organization);
        var workflow = await OneWorkflow.Create(api, "Crashes twice");

        // Once while it works by itself, once while its articles are written.
        await engine.Kill();
        await engine.Start();
        await workflow.Reaches("step_3_seeds", "awaiting_approval");
        await workflow.Approve(new { approval_type = "seed_keywords" });
        var planned = await workflow.Reaches("step_8_approval", "awaiting_approval");
        var subtopics = OneWorkflow.Output(planned, 7).GetProperty("subtopics").EnumerateArray().Take(2).Select(s => s.GetProperty("id").GetGuid()).ToArray();
        await workflow.Approve(new { approval_type = "subtopics", approved_items = subtopics });
        await engine.Kill();
        await engine.Start();
        var completed = await workflow.Reaches("completed", "completed");

        completed.GetProperty("steps").EnumerateArray().Count(s => s.GetProperty("status").GetString() == "completed").ShouldBe(10);
        var articles = (await api.Send(HttpMethod.Get, "/api/articles?limit=200")).Json.GetProperty("articles").EnumerateArray().ToList();
        articles.Count.ShouldBe(subtopics.Length);
        articles.ShouldAllBe(a => a.GetProperty("status").GetString() == "completed");
        var audit = (await api.Send(HttpMethod.Get, $"/api/intent-workflows/{workflow.Id}/audit?limit=200")).Json.GetProperty("entries").EnumerateArray().ToList();
        audit.Where(e => e.GetProperty("action").GetString() == "step_completed").Select(e => e.GetProperty("details").GetProperty("step_number").GetInt32()).Order().ShouldBe(Enumerable.Range(0, 10));
    }
}
