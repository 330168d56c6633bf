using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntentEngine.Hosting.Authentication;
using Shouldly;

namespace IntentEngine.Lineage.Events;

public sealed class TellEventsTests(LineageHost host)
{
    private readonly Organization _acme = host.NewOrganization();

    [Fact]
    public async Task What_an_executor_tells_is_in_the_history_once_however_often_it_is_told()
    {
        const string Body = """{"events":[{"sequence":3,"type":"test_passed","at":"2026-01-01T00:00:03Z","data":{"test_name":"t1"}},{"sequence":2,"type":"file_changed","at":"2026-01-01T00:00:02.1234567Z","data":{"path":"a"}}]}""";

        for (var times = 0; times < 2; times++)
        {
            using var answer = await PostAsync(Body);
            (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recorded").GetInt32().ShouldBe(2);
        }

        (await _acme.GetAsync<EventsById.Response>("/executions/e/events")).Events.Select(e => (e.Sequence, e.Summary)).ShouldBe([(2, "CHANGE a"), (3, "test t1 passed")]);
    }

    [Theory]
    [InlineData("""{"events":[]}""")]
    [InlineData("""{"events":[{"sequence":0,"type":"x","at":"2026-01-01T00:00:03Z"}]}""")]
    [InlineData("""{"events":[{"sequence":1,"type":"No such","at":"2026-01-01T00:00:03Z"}]}""")]
    [InlineData("""{"events":[{"sequence":1,"type":"x\n","at":"2026-01-01T00:00:03Z"}]}""")]
    [InlineData("""{"events":[{"sequence":1,"type":"x","at":"2026-01-01T00:00:03Z","data":[1]}]}""")]
    [InlineData("""{"events":[{"sequence":1,"type":"x","at":"2026-01-01T00:00:03Z","data":{"a":"\u0000"}}]}""")]
    [InlineData("""{"events":[{"sequence":1,"type":"x"}]}""")]
    [InlineData("""{"events":[null]}""")]
    [InlineData("{}")]
    public async Task What_makes_no_sense_is_refused_and_nothing_of_it_kept(string body)
    {
        using var answer = await PostAsync(body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, await answer.Content.ReadAsStringAsync());
        (await _acme.ScalarAsync<long>("select count(*) from execution_events")).ShouldBe(0);
    }

    [Theory, InlineData(""), InlineData(""","data":null"""), InlineData(""","data":{}""")]
    public async Task An_event_may_have_no_data(string data)
    {
        using var answer = await PostAsync($$"""{"events":[{"sequence":1,"type":"x","at":"2026-01-01T00:00:03Z"{{data}}}]}""");

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
        (await _acme.GetAsync<EventsById.Response>("/executions/e/events")).Events.ShouldHaveSingleItem().Data.ValueKind.ShouldBe(JsonValueKind.Object);
    }

    [Fact]
    public async Task Executors_tell_and_people_do_not()
    {
        using var answer = await PostAsync("""{"events":[{"sequence":1,"type":"x","at":"2026-01-01T00:00:03Z"}]}""", Roles.ContentManager);

        answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private Task<HttpResponseMessage> PostAsync(string body, string role = Roles.Worker)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/executions/e/events") { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", host.Token(_acme.Id, role));
        return host.Http.SendAsync(request);
    }
}
