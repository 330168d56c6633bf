using System.Net;
using System.Security.Claims;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Projection;
using Shouldly;

namespace IntentEngine.Lineage.Events;

public sealed class EventStreamTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task What_is_recorded_while_one_listens_comes_with_the_place_to_go_on_from()
    {
        await _acme.RecordAsync(_acme.Execution("e", 1, "running"));
        LiveStream.Item first;
        using (var stream = await LiveStream.OpenAsync(host, _acme, "/executions/e/events/stream"))
        {
            await _acme.RecordAsync(_acme.Execution("other"), _acme.Execution("e", 2, "completed"));
            first = await stream.NextAsync();
        }

        await _acme.TellAsync(_acme.Event("e", 3, "file_changed"), _acme.Event("e", 4, "test_passed"));
        using var again = await LiveStream.OpenAsync(host, _acme, "/executions/e/events/stream", first.Id);

        first.Type.ShouldBe("execution_completed");
        JsonSerializer.Deserialize<EventView>(first.Data, ContractJson.Options)!.ExecutionId.ShouldBe("e");
        (await again.NextAsync(2)).Select(e => e.Type).ShouldBe(["file_changed", "test_passed"]);
    }

    [Fact]
    public async Task From_the_beginning_comes_what_was_there_and_then_what_comes()
    {
        await _acme.RecordAsync(SeedGraph.Facts(_acme));
        using var stream = await LiveStream.OpenAsync(host, _acme, "/api/executions/correlation/corr_abc123/events/stream?after=0");
        (await stream.NextAsync(4)).Select(Execution).ShouldBe(["exec_root", "exec_child1", "exec_child2", "exec_grandchild"]);

        await _acme.RecordAsync(_acme.Execution("stranger"), _acme.Execution("fifth", correlation: "corr_abc123"));
        Execution(await stream.NextAsync()).ShouldBe("fifth");
    }

    [Fact]
    public async Task The_last_event_that_came_says_more_than_where_the_first_request_began()
    {
        await _acme.TellAsync([.. Enumerable.Range(1, 3).Select(i => _acme.Event($"e{i}", i, "test_passed"))]);
        var second = (await _acme.GetAsync<EventList.Response>("/executions/events?after=0")).Events[1].Position;

        using var stream = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream?after=0", second.ToString(null, null));

        Execution(await stream.NextAsync()).ShouldBe("e3");
    }

    [Fact]
    public async Task Only_the_types_that_were_asked_for_come_and_however_many_there_are_none_is_left_out()
    {
        await _acme.TellAsync([.. Enumerable.Range(1, 900).Select(i => _acme.Event("e", i, i % 2 == 0 ? "test_passed" : "file_changed"))]);

        using var stream = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream?after=0&type=test_passed");
        var came = await stream.NextAsync(450);

        came.ShouldAllBe(e => e.Type == "test_passed");
        came.Select(e => long.Parse(e.Id, null)).ShouldBe(Enumerable.Range(1, 450).Select(i => 2L * i));
    }

    [Fact]
    public async Task A_type_with_line_breaks_forges_no_field_of_the_stream()
    {
        await _acme.TellAsync(_acme.Event("e", 1, "x\r\nid: 99\ndata: forged"), _acme.Event("e", 2, "y"));

        using var stream = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream?after=0");

        (await stream.NextAsync(2)).Select(e => (e.Id, e.Type)).ShouldBe([("1", "x  id: 99 data: forged"), ("2", "y")]);
    }

    [Fact]
    public async Task What_another_instance_records_arrives_and_racing_writers_hide_nothing()
    {
        await using var other = await AnotherInstance.StartAsync(host.Options);
        LineageProjector[] writers = [host.Service<LineageProjector>(), other.Service<LineageProjector>()];
        using var stream = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream");

        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => writers[i % 2].RecordAsync(
            new RecordLineage { Executions = [.. Enumerable.Range(0, 1 + i % 7).Select(n => _acme.Execution($"e{i}-{n}"))] }, Guid.NewGuid(), CancellationToken.None)));

        var expected = Enumerable.Range(0, 40).SelectMany(i => Enumerable.Range(0, 1 + i % 7).Select(n => $"e{i}-{n}")).ToList();
        var came = await stream.NextAsync(expected.Count);
        came.Select(Execution).ShouldBe(expected, ignoreOrder: true);
        came.Select(e => long.Parse(e.Id, null)).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_lives()
    {
        using var stream = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream");

        await stream.CommentsAsync(3);

        await _acme.RecordAsync(_acme.Execution("e"));
        Execution(await stream.NextAsync()).ShouldBe("e");
    }

    [Fact]
    public async Task An_organization_has_so_many_streams_and_a_closed_one_makes_room()
    {
        using var first = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream");
        using var second = await LiveStream.OpenAsync(host, _acme, "/executions/events/stream");
        using (await LiveStream.OpenAsync(host, _acme, "/executions/events/stream"))
        {
            using var fourth = await LiveStream.AskAsync(host, _acme, "/executions/events/stream");
            fourth.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
            fourth.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(5));
            using var stranger = await LiveStream.OpenAsync(host, host.NewOrganization(), "/executions/events/stream");
        }

        await Support.Eventually.Holds(async () =>
        {
            using var answer = await LiveStream.AskAsync(host, _acme, "/executions/events/stream");
            return answer.StatusCode == HttpStatusCode.OK;
        }, "room for a stream");
    }

    [Fact]
    public async Task A_process_that_stops_ends_its_streams_at_once()
    {
        var ending = await AnotherInstance.StartAsync(host.Options);
        var feed = ending.Service<EventFeed>();
        using var end = feed.EndOf(new ClaimsPrincipal(), CancellationToken.None);

        await ending.DisposeAsync();

        end.Token.IsCancellationRequested.ShouldBeTrue();
    }

    [Theory]
    [InlineData("/executions/events/stream", "nonsense", HttpStatusCode.BadRequest)]
    [InlineData("/executions/events/stream?after=1-2", null, HttpStatusCode.BadRequest)]
    [InlineData("/executions/nobody/events/stream", null, HttpStatusCode.NotFound)]
    [InlineData("/executions/correlation/nothing/events/stream", null, HttpStatusCode.NotFound)]
    public async Task What_cannot_be_followed_is_refused(string path, string? lastEventId, HttpStatusCode status)
    {
        using var answer = await LiveStream.AskAsync(host, _acme, path, lastEventId);
        answer.StatusCode.ShouldBe(status);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task A_stream_shows_nothing_of_another_organization()
    {
        var bolt = host.NewOrganization();
        using var stream = await LiveStream.OpenAsync(host, bolt, "/executions/events/stream?after=0");

        await _acme.RecordAsync(_acme.Execution("acme"));
        await bolt.RecordAsync(bolt.Execution("bolt"));

        Execution(await stream.NextAsync()).ShouldBe("bolt");
    }

    private static string Execution(LiveStream.Item item) => JsonDocument.Parse(item.Data).RootElement.GetProperty("execution_id").GetString()!;
}
