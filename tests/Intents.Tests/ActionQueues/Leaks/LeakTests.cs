using System.Net;
using System.Text.Json;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;
using IntentEngine.Owners.Records;

namespace IntentEngine.Intents.ActionQueues.Leaks;

public sealed class LeakTests(QueueHost host)
{
    private static readonly JsonElement Nothing = JsonSerializer.Deserialize<JsonElement>("{}");

    private readonly Settler _settler = new(host);

    [Fact]
    public async Task Halves_without_their_other_half_are_found_among_the_records_kept_here()
    {
        var records = Records();
        var whole = await records.RegisterAsync(_settler.Name, Nothing);
        var lost = await records.RegisterAsync(_settler.Name, Nothing);
        var young = await new PostgresExecutionRecords(host.Database.App, _settler.Organization, "work").RegisterAsync(_settler.Name, Nothing);
        await _settler.Enqueue(whole);
        await _settler.Enqueue("without-record");
        await _settler.Enqueue("others-are-not-judged", "needs");

        var report = (await _settler.Send(HttpMethod.Get, "/api/action-queues/leaks", null, "admin")).ShouldBe(HttpStatusCode.OK).Body;

        report.GetProperty("tokens_without_record").EnumerateArray().ShouldHaveSingleItem().GetProperty("token").GetString().ShouldBe("with…");
        report.GetProperty("records_without_token").EnumerateArray().ShouldHaveSingleItem().GetProperty("token").GetString().ShouldBe(lost[..4] + "…");
        report.GetRawText().ShouldNotContain(lost);
        (await records.ConsumeAsync(young)).ShouldNotBeNull();
    }

    [Fact]
    public async Task An_owner_that_keeps_its_records_hands_in_its_list()
    {
        await _settler.Enqueue("token-in-both", "needs");
        await _settler.Enqueue("token-in-queue", "needs");
        await _settler.Enqueue("others", "work");

        var report = (await _settler.Send(HttpMethod.Post, "/api/action-queues/leaks", new { owner = "needs", tokens = new[] { "token-in-both", "mine-alone" } }, "admin")).ShouldBe(HttpStatusCode.OK).Body;

        report.GetProperty("tokens_without_record").EnumerateArray().ShouldHaveSingleItem().GetProperty("subject").GetString().ShouldBe(_settler.Name);
        report.GetProperty("records_without_token").EnumerateArray().ShouldHaveSingleItem().GetProperty("token").GetString().ShouldBe("mine…");
    }

    [Theory]
    [InlineData("unassign", 0)]
    [InlineData("reset", 0)]
    [InlineData("abort", 1)]
    public async Task Taking_a_subject_off_its_work_forgets_its_records(string verb, int left)
    {
        await _settler.Enqueue(await Records().RegisterAsync(_settler.Name, Nothing));
        await Records().RegisterAsync("settler-2", Nothing);

        await _settler.Post($"/{verb}", new { });

        (await Records().ListAsync()).Count(record => record.Subject == _settler.Name).ShouldBe(left);
        (await Records().ListAsync()).Count(record => record.Subject == "settler-2").ShouldBe(1);
    }

    [Fact]
    public async Task A_subject_that_nobody_enqueued_for_forgets_its_records_too_and_can_be_enqueued_for_afterwards()
    {
        await Records().RegisterAsync(_settler.Name, Nothing);

        (await _settler.Post("/reset", new { })).ShouldBe(HttpStatusCode.OK);

        (await Records().ListAsync()).ShouldBeEmpty();
        (await _settler.Count("action_subjects")).ShouldBe(0);
        (await _settler.Enqueue("a")).ShouldBe(HttpStatusCode.Created);
        (await _settler.Statuses()).ShouldBe(["running"]);
    }

    // An hour old: what has just been registered may be on its way.
    private PostgresExecutionRecords Records() => new(host.Database.App, _settler.Organization, "work", new Support.FakeClock(TimeProvider.System.GetUtcNow().AddHours(-1)));
}
