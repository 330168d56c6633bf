using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using Shouldly;

namespace IntentEngine.Lineage.Events;

public sealed class EventListTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task The_organizations_events_go_on_from_where_a_page_ended_and_nothing_is_told_twice()
    {
        await _acme.RecordAsync(SeedGraph.Facts(_acme));
        var first = await _acme.GetAsync<EventList.Response>("/executions/events?after=0&limit=3");
        var second = await _acme.GetAsync<EventList.Response>($"/executions/events?after={first.Next}&limit=3");
        var idle = await _acme.GetAsync<EventList.Response>($"/executions/events?after={second.Next}");
        await _acme.RecordAsync(SeedGraph.Facts(_acme)[0], _acme.Execution("later"));
        var third = await _acme.GetAsync<EventList.Response>($"/executions/events?after={idle.Next}");

        Ids(first, second).ShouldBe(["exec_root", "exec_child1", "exec_child2", "exec_grandchild"]);
        (first.HasMore, second.HasMore, idle.HasMore).ShouldBe((true, false, false));
        idle.Events.ShouldBeEmpty();
        Ids(third).ShouldBe(["later"]);
        Ids(await _acme.GetAsync<EventList.Response>("/executions/events?tail=2")).ShouldBe(["exec_grandchild", "later"]);
    }

    [Fact]
    public async Task A_correlation_shows_its_own_events_alone()
    {
        await _acme.RecordAsync(SeedGraph.Facts(_acme));
        await _acme.RecordAsync(_acme.Execution("stranger", correlation: "other"));

        Ids(await _acme.GetAsync<EventList.Response>("/executions/correlation/corr_abc123/events")).ShouldBe(["exec_root", "exec_child1", "exec_child2", "exec_grandchild"]);
        Ids(await _acme.GetAsync<EventList.Response>("/executions/correlation/other/events?after=0")).ShouldBe(["stranger"]);
        Ids(await _acme.GetAsync<EventList.Response>("/executions/correlation/corr_abc123/events?after=0&type=execution_failed")).ShouldBeEmpty();
        Ids(await _acme.GetAsync<EventList.Response>("/executions/correlation/corr_abc123/events?type=execution_failed")).ShouldBeEmpty();
        (await _acme.RefusalAsync("/executions/correlation/nothing/events")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_execution_that_comes_late_to_a_correlation_brings_its_earlier_events_along()
    {
        await _acme.RecordAsync(_acme.Execution("root", correlation: "c"));
        await _acme.RecordAsync(_acme.Execution("child", 1, "running", parent: "middle"));
        await _acme.RecordAsync(_acme.Execution("child", 2, "completed", parent: "middle"));
        var before = await _acme.GetAsync<EventList.Response>("/executions/correlation/c/events?after=0");
        Ids(before).ShouldBe(["root"]);

        await _acme.RecordAsync(_acme.Execution("middle", parent: "root"));
        await _acme.RecordAsync(_acme.Execution("child", 3, "failed", parent: "middle"));

        var page = await _acme.GetAsync<EventList.Response>($"/executions/correlation/c/events?after={before.Next}&limit=1");
        var shown = page.Events.ToList();
        while (page.HasMore)
        {
            page = await _acme.GetAsync<EventList.Response>($"/executions/correlation/c/events?after={page.Next}&limit=1");
            shown.AddRange(page.Events);
        }

        shown.Select(e => (e.ExecutionId, e.Sequence)).ShouldBe([("child", 1), ("child", 2), ("middle", 1), ("child", 3)], ignoreOrder: true);
        shown.Where(e => e.ExecutionId == "child").Select(e => e.Sequence).ShouldBe([1, 2, 3]);
        // From the beginning they come once too, and far behind the same as near.
        Ids(await _acme.GetAsync<EventList.Response>("/executions/correlation/c/events?after=0")).Order().ShouldBe(["child", "child", "child", "middle", "root"]);
        await _acme.TellAsync([.. Enumerable.Range(1, 2100).Select(i => _acme.Event("noise", i, "test_passed"))]);
        var far = await _acme.GetAsync<EventList.Response>($"/executions/correlation/c/events?after={before.Next}");
        far.Events.Select(e => e.EventId).ShouldBe(shown.Select(e => e.EventId));
    }

    [Fact]
    public async Task Events_told_before_the_first_state_join_the_correlation_with_it()
    {
        await _acme.RecordAsync(_acme.Execution("root", correlation: "c"));
        await _acme.TellAsync(_acme.Event("e", 2, "file_changed"));
        var before = await _acme.GetAsync<EventList.Response>("/executions/correlation/c/events?after=0");

        await _acme.RecordAsync(_acme.Execution("e", 1, "running", correlation: "c"));

        var after = await _acme.GetAsync<EventList.Response>($"/executions/correlation/c/events?after={before.Next}");
        Ids(before).ShouldBe(["root"]);
        after.Events.Select(e => e.Type).ShouldBe(["file_changed", "execution_started"]);
        (await _acme.GetAsync<EventsById.Response>("/executions/e/events")).Events.Select(e => (e.Sequence, e.CorrelationId)).ShouldBe([(1, "c"), (2, "c")]);
    }

    [Fact]
    public async Task Lines_go_on_over_all_pages()
    {
        await _acme.TellAsync([.. Enumerable.Range(1, 1100).Select(i => _acme.Event("e", i, "test_passed"))]);

        foreach (var (path, count) in new[] { ("/executions/events?format=ndjson&after=0", 1100), ("/executions/e/events?format=ndjson", 1100), ("/executions/events?format=ndjson&after=0&limit=900", 900), ("/executions/e/events?format=ndjson&limit=900", 900) })
        {
            using var answer = await LiveStream.AskAsync(host, _acme, path);
            var lines = (await answer.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("sequence").GetInt32()).ShouldBe(Enumerable.Range(1, count), path);
        }
    }

    [Theory]
    [InlineData("after=nonsense")]
    [InlineData("after=3-7")]
    [InlineData("after=-1")]
    [InlineData("tail=5&after=0")]
    [InlineData("limit=0")]
    [InlineData("format=xml")]
    public async Task What_makes_no_sense_is_refused(string query)
    {
        (await _acme.RefusalAsync($"/executions/events?{query}")).Status.ShouldBe(HttpStatusCode.BadRequest);
        (await host.NewOrganization().GetAsync<EventList.Response>("/api/executions/events")).Events.ShouldBeEmpty();
    }

    private static IEnumerable<string> Ids(params EventList.Response[] pages) => pages.SelectMany(page => page.Events).Select(e => e.ExecutionId);
}
