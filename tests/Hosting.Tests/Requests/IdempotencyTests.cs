using System.Net;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;

namespace IntentEngine.Hosting.Requests;

public sealed class IdempotencyTests : IAsyncLifetime
{
    private TestHost host = null!;

    public sealed record Order(string Name);

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(Map);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task The_handler_gets_the_key_and_a_hash_of_the_whole_request_and_still_its_body()
    {
        var first = await SendAsync("/orders", """{"name":"a"}""", "key 1");
        first.ShouldStartWith("a|key 1|");

        (await SendAsync("/orders", """{"name":"a"}""", "key 1")).ShouldBe(first);
        (await SendAsync("/orders", """{"name":"b"}""", "key 1")).Split('|')[2].ShouldNotBe(first.Split('|')[2]);
        (await SendAsync("/orders?x=1", """{"name":"a"}""", "key 1")).Split('|')[2].ShouldNotBe(first.Split('|')[2]);
    }

    [Fact]
    public async Task Without_a_key_there_is_none() => (await SendAsync("/orders", """{"name":"a"}""")).ShouldBe("a||");

    [Fact]
    public async Task Routes_without_the_mark_ignore_the_key() => (await SendAsync("/plain", """{"name":"a"}""", "")).ShouldBe("a||");

    public static IEnumerable<TheoryDataRow<string[]>> BadKeys =>
        new string[][] { [""], [new string('k', 256)], ["a\tb"] }.Select(keys => new TheoryDataRow<string[]>(keys));

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task A_key_that_is_not_1_to_255_printable_characters_is_400(string[] keys)
    {
        var problem = await host.SendAsync(HttpMethod.Post, "/orders", null, Body("""{"name":"a"}"""), [.. keys.Select(k => ("Idempotency-Key", k))])
            .ShouldBeProblem(HttpStatusCode.BadRequest);

        problem.Fault("Idempotency-Key").ShouldContain("1 to 255 printable");
    }

    [Fact]
    public async Task A_longest_key_is_taken() =>
        (await SendAsync("/orders", """{"name":"a"}""", new string('k', 255))).ShouldContain(new string('k', 255));

    [Fact]
    public async Task A_chunked_body_over_the_limit_is_413_with_a_key_too()
    {
        using var content = new StreamContent(new MemoryStream(new byte[1024 * 1024]));
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/orders") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        request.Headers.Add("Idempotency-Key", "k");
        await host.Http.SendAsync(request).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    private static StringContent Body(string json) => new(json, System.Text.Encoding.UTF8, "application/json");

    private async Task<string> SendAsync(string path, string body, params string[] keys)
    {
        using var answer = await host.SendAsync(HttpMethod.Post, path, null, Body(body), [.. keys.Select(k => ("Idempotency-Key", k))]);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return await answer.Content.ReadAsStringAsync();
    }

    private static void Map(IEndpointRouteBuilder app)
    {
        app.MapGroup("").AllowAnonymous().WithIdempotencyKey().MapPost("/orders", Handle);
        app.MapPost("/plain", Handle).AllowAnonymous();
    }

    private static string Handle(Order order, IdempotencyFeature? idempotency) =>
        $"{order.Name}|{idempotency?.Key}|{(idempotency is null ? "" : Convert.ToHexString(idempotency.RequestHash))}";
}
