using System.Net;
using IntentEngine.Intents.Hosts;

namespace IntentEngine.Intents.Graph.Api;

public sealed class GraphIsolationTests(IntentsHost host)
{
    private readonly GraphApi _mine = new(host);
    private readonly GraphApi _theirs = new(host);

    [Fact]
    public async Task Another_organization_finds_and_changes_nothing()
    {
        await _mine.Create("root");
        await _mine.Create("part", "root");
        var written = await _mine.Written();

        foreach (var path in new[] { "/intents/root", "/intents/root/history", "/intents/root/gate", "/intents/root/children", "/intents/root/hierarchy", "/path?from=root&to=part", "/subgraphs/from-root/root", "/export?root=root", "/intents/root/similar" })
            (await _theirs.Get(path)).ShouldBe(HttpStatusCode.NotFound);
        foreach (var verb in new[] { "start", "fail", "suspend", "archive" }) (await _theirs.Post($"/intents/root/{verb}")).ShouldBe(HttpStatusCode.NotFound);
        (await _theirs.Put("/intents/root", new { goal = "mine" }, "*")).ShouldBe(HttpStatusCode.NotFound);
        (await _theirs.Delete("/intents/part")).ShouldBe(HttpStatusCode.NotFound);
        await _theirs.Create("root");
        (await _theirs.Post("/edges", new { from = "root", to = "part", edge_type = "blocks" })).ShouldBe(HttpStatusCode.NotFound);
        (await _theirs.Get("/statistics"))["total_intents"].ShouldBe("1");
        (await _theirs.Post("/search", new { query = "do part" })).Body.GetProperty("results").GetArrayLength().ShouldBe(1);

        (await _mine.Written()).ShouldBe(written);
    }

    [Theory]
    [InlineData("POST", "/intents", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/intents/a/transition", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/intents/a/start", "worker", HttpStatusCode.OK)]
    [InlineData("POST", "/intents/a/suspend", "worker", HttpStatusCode.OK)]
    [InlineData("POST", "/intents/a/archive", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/intents/a/reactivate", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/intents/a/retry", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/intents/a/resume", "worker", HttpStatusCode.Forbidden)]
    [InlineData("POST", "/subgraphs/restore", "content_manager", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/audit/verify", "member", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/audit/verify", "admin", HttpStatusCode.OK)]
    [InlineData("DELETE", "/intents/a", "worker", HttpStatusCode.Forbidden)]
    public async Task Members_shape_the_graph_workers_work_on_it_and_admins_restore(string method, string path, string role, HttpStatusCode status)
    {
        await _mine.Create("a");

        (await _mine.Send(new HttpMethod(method), path, method == "POST" ? new { } : null, role)).ShouldBe(status);
    }
}
