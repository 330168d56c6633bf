using System.Net;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Events;

public sealed class EventsByIdTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task Both_families_of_types_stand_in_one_history_with_a_line_for_people()
    {
        await _acme.RecordAsync(new RecordLineage
        {
            Executions = [_acme.Execution("e", 1, "running") with { Name = "apply" }, _acme.Execution("e", 9, "failed") with { Name = "apply", ErrorMessage = "no luck" }],
            Events =
            [
                _acme.Event("e", 2, "step_start", new { step_num = 3, step_name = "verify" }),
                _acme.Event("e", 3, "file_changed", new { path = "app.py", operation = "UPDATE" }),
                _acme.Event("e", 4, "test_failed", new { test_name = "t1", error = "expected 1" }),
                _acme.Event("e", 5, "health_check_failed", new { endpoint = "/health", status_code = 503 }),
                _acme.Event("e", 6, "rollback_triggered", new { reason = "tests", files_restored = 2 }),
                _acme.Event("e", 7, "step_end", new { step_num = 3, step_name = "verify", status = "failed", duration_seconds = 1.5, error_message = "1 test" }),
                _acme.Event("e", 8, "something_new"),
            ],
        });

        var events = (await _acme.GetAsync<EventsById.Response>("/executions/e/events")).Events;

        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 9));
        events.Select(e => e.Summary).ShouldBe(
        [
            "apply began", "step 3 verify began", "UPDATE app.py", "test t1 failed: expected 1", "/health is not healthy: HTTP 503",
            "rolled back, files restored: 2: tests", "step 3 verify ended: failed after 1.5 s: 1 test", "something_new", "apply failed: no luck",
        ]);
        events[2].Data.GetProperty("operation").GetString().ShouldBe("UPDATE");
        (await _acme.GetAsync<Executions.ExecutionById.Response>("/executions/e")).Execution.Status.ShouldBe("failed");
    }

    [Fact]
    public async Task Pages_end_to_end_are_the_whole_history_and_so_are_the_lines()
    {
        await _acme.TellAsync([.. Enumerable.Range(1, 23).Reverse().Select(i => _acme.Event("e", i, i % 2 == 0 ? "test_passed" : "file_changed"))]);

        var paged = new List<int>();
        var pages = 0;
        for (string? cursor = ""; cursor is not null; pages++)
        {
            var page = await _acme.GetAsync<EventsById.Response>($"/executions/e/events?limit=5{(cursor == "" ? "" : $"&cursor={cursor}")}");
            page.Total.ShouldBe(23);
            paged.AddRange(page.Events.Select(e => e.Sequence));
            cursor = page.NextCursor;
        }

        (pages, paged.Count).ShouldBe((5, 23));
        paged.ShouldBe(Enumerable.Range(1, 23));
        (await LinesAsync("/executions/e/events?format=ndjson")).Select(e => e.Sequence).ShouldBe(paged);
        (await LinesAsync("/executions/e/events?format=ndjson&tail=3")).Select(e => e.Sequence).ShouldBe([21, 22, 23]);
        (await LinesAsync("/executions/e/events?format=ndjson&limit=4&type=test_passed")).Select(e => e.Sequence).ShouldBe([2, 4, 6, 8]);
    }

    [Fact]
    public async Task Filters_hold_together_and_their_times_are_inclusive()
    {
        await _acme.TellAsync([.. Enumerable.Range(1, 10).Select(i => _acme.Event("e", i, i % 2 == 0 ? "test_passed" : "file_changed"))]);

        var some = await _acme.GetAsync<EventsById.Response>($"/executions/e/events?type=test_passed&since={Organization.Moment(4):yyyy-MM-ddTHH:mm:ssZ}&until={Organization.Moment(8):yyyy-MM-ddTHH:mm:ssZ}");
        var none = await _acme.GetAsync<EventsById.Response>("/executions/e/events?type=rollback_triggered");

        (some.Total, none.Total).ShouldBe((3, 0));
        some.Events.Select(e => e.Sequence).ShouldBe([4, 6, 8]);
    }

    [Theory]
    [InlineData("tail=0")]
    [InlineData("tail=2001")]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("tail=5&limit=5")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=1_00000000000000000000000000000000_9999999999999999999")]
    [InlineData("format=xml")]
    [InlineData("type=%00")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        await _acme.TellAsync(_acme.Event("e", 1, "test_passed"));

        (await _acme.RefusalAsync($"/executions/e/events?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await _acme.RefusalAsync("/executions/nobody/events?format=ndjson")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<List<EventView>> LinesAsync(string path)
    {
        using var answer = await LiveStream.AskAsync(host, _acme, path);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/x-ndjson");
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize<EventView>(line, ContractJson.Options)!)];
    }
}
