using System.Net;
using System.Text.Json;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.ActionQueues.Snapshots;

/// <summary>Saved and loaded mid-queue, completions still find their owner (seed 003 §10).</summary>
public sealed class SnapshotTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    private string Path => $"/api/action-queues/{_settler.Name}/snapshot";

    [Fact]
    public async Task A_restored_queue_goes_on_where_it_was_and_tells_its_owner()
    {
        await _settler.Enqueue("a", actions: 2);
        await _settler.Enqueue("b", "needs");
        await _settler.DoOne();
        var interrupted = await _settler.Claim();
        var snapshot = await Save();
        snapshot.GetProperty("queues")[0].GetProperty("context").EnumerateObject().Select(p => p.Name).ShouldBe(["owner", "token"]);

        (await Load(snapshot)).GetArrayLength().ShouldBe(2);

        // The action in progress begins anew: whoever was at it is told so.
        (await _settler.Complete(interrupted)).ShouldBe(HttpStatusCode.Conflict);
        await _settler.DoOne();
        await _settler.DoOne();
        (await _settler.Heard(2)).ShouldBe(["work a completed", "needs b completed"], ignoreOrder: true);
    }

    [Fact]
    public async Task What_a_snapshot_does_not_know_is_rejected_and_what_ended_since_stays_ended()
    {
        await _settler.Enqueue("a");
        await _settler.Enqueue("b");
        var snapshot = await Save();
        await _settler.DoOne();
        await _settler.Enqueue("c");

        (await Load(snapshot)).GetArrayLength().ShouldBe(1);
        await Load(snapshot);

        (await _settler.Statuses()).ShouldBe(["completed", "running", "rejected"]);
        (await _settler.Heard(2)).ShouldBe(["work a completed", "work c rejected restored"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_snapshot_moves_to_an_empty_engine()
    {
        await _settler.Enqueue("a", actions: 3);
        await _settler.DoOne();
        var snapshot = await Save();
        var elsewhere = new Settler(host);

        (await elsewhere.Send(HttpMethod.Put, Path, snapshot.GetRawText(), "admin")).ShouldBe(HttpStatusCode.OK);
        await elsewhere.DoOne();
        await elsewhere.DoOne();

        (await elsewhere.Heard(1)).ShouldBe(["work a completed"]);
    }

    [Fact]
    public async Task An_old_snapshot_is_read_and_rewritten()
    {
        var old = new { version = 1, queues = new[] { new { context = new { kind = "work", step = "fell_tree" }, actions = Settler.Actions(2), position = 1 } } };
        for (var i = 0; i < 2; i++) await Load(JsonSerializer.SerializeToElement(old));

        await Eventually.Holds(() => Task.FromResult(host.Told.Adopted.Any(a => a.OrganizationId == _settler.Organization)), "the owner to be handed its record");
        var adopted = host.Told.Adopted.Single(a => a.OrganizationId == _settler.Organization);
        (adopted.Owner, adopted.Record.GetRawText()).ShouldBe(("work", """{"step":"fell_tree"}"""));
        var rewritten = await Save();
        (rewritten.GetProperty("version").GetInt32(), rewritten.GetProperty("queues")[0].GetProperty("context").GetRawText()).ShouldBe((2, $$"""{"owner":"work","token":"{{adopted.Token}}"}"""));
        await _settler.DoOne();
        (await _settler.Heard(1)).ShouldBe([$"work {adopted.Token} completed"]);
    }

    [Theory]
    [InlineData("""{"version":3,"queues":[]}""", "version")]
    [InlineData("""{"version":2,"subject":"another","queues":[]}""", "subject")]
    [InlineData("""{"version":2,"queues":[{"context":{"owner":"work","token":"t"},"actions":[{}]}]}""", "queues[0].queue_id")]
    [InlineData("""{"version":2,"queues":[{"queue_id":"00000000-0000-4000-8000-000000000001","context":{"kind":"work"},"actions":[{}]}]}""", "queues[0].context")]
    [InlineData("""{"version":1,"queues":[{"context":{"kind":"romance"},"actions":[{}]}]}""", "queues[0].context")]
    [InlineData("""{"version":1,"queues":[{"context":{"kind":"work"},"actions":[{}],"position":1}]}""", "queues[0].position")]
    public async Task What_is_no_snapshot_is_refused_and_changes_nothing(string body, string field)
    {
        await _settler.Enqueue("a");
        (await _settler.Send(HttpMethod.Put, Path, body, "admin")).ShouldBe(HttpStatusCode.BadRequest).Faults.ShouldContain(field);
        (await _settler.Statuses()).ShouldBe(["running"]);
    }

    [Fact]
    public async Task A_snapshot_with_an_unknown_owner_changes_nothing()
    {
        await _settler.Enqueue("a");
        var body = new { version = 2, queues = new[] { new { queue_id = Guid.NewGuid(), context = new { owner = "strangers", token = "t" }, actions = Settler.Actions(1) } } };

        (await _settler.Send(HttpMethod.Put, Path, body, "admin")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await _settler.Statuses()).ShouldBe(["running"]);
    }

    private async Task<JsonElement> Save() => (await _settler.Send(HttpMethod.Get, Path, null, "admin")).ShouldBe(HttpStatusCode.OK).Body;

    private async Task<JsonElement> Load(JsonElement snapshot) => (await _settler.Send(HttpMethod.Put, Path, snapshot.GetRawText(), "admin")).ShouldBe(HttpStatusCode.OK).Body.GetProperty("restored");
}
