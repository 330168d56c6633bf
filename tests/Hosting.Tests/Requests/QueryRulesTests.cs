using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Shouldly;

namespace IntentEngine.Hosting.Requests;

public sealed class QueryRulesTests
{
    [Theory]
    [InlineData("since=2026-03-01T00:00:00Z&status=a&kinds=a&kinds=b&limit=3")]
    [InlineData("since=2026-03-01")]
    [InlineData("since=2026-03-01T00:00:00.123456789%2B02:00")]
    [InlineData("since=2026-03-01t00:00")]
    [InlineData("other=1&other=2")]
    [InlineData("")]
    public async Task What_can_be_meant_in_one_way_is_taken(string query)
    {
        await using var host = await StartAsync();

        (await host.GetAsync($"/items/one?{query}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("since=2026-03-01&since=2026-03-02", "since", "expected one value; came 2.")]
    [InlineData("status=a&status=b", "status", "expected one value; came 2.")]
    [InlineData("limit=1&limit=2&limit=3", "limit", "expected one value; came 3.")]
    [InlineData("as_of=01/02/2026", "as_of", "expected a time (ISO 8601), e.g. 2026-03-01T00:00:00Z; came '01/02/2026'.")]
    [InlineData("since=12:00", "since", "expected a time (ISO 8601), e.g. 2026-03-01T00:00:00Z; came '12:00'.")]
    [InlineData("since=1,2", "since", "expected a time (ISO 8601), e.g. 2026-03-01T00:00:00Z; came '1,2'.")]
    public async Task What_would_be_guessed_is_refused(string query, string field, string fault)
    {
        await using var host = await StartAsync();

        using var answer = await host.GetAsync($"/items/one?{query}");

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").GetProperty(field)[0].GetString().ShouldBe(fault);
    }

    [Fact]
    public async Task A_day_that_does_not_exist_is_refused_when_it_is_read()
    {
        await using var host = await StartAsync();

        (await host.GetAsync("/items/one?since=2026-02-30")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<TestHost> StartAsync() => TestHost.StartAsync(routes =>
        routes.MapGet("/items/{id}", (string id, string? status, int? limit, DateTimeOffset? since, [FromQuery] string[] kinds, [AsParameters] More more) => Results.Ok()).AllowAnonymous());

    private sealed record More([property: FromQuery(Name = "as_of")] DateTimeOffset? AsOf);
}
