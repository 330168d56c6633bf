using System.Net;
using System.Net.Sockets;
using System.Text;
using IntentEngine.Hosting.Startup;
using Shouldly;

namespace IntentEngine.Gateway;

public sealed class GatewayServiceTests : IAsyncLifetime
{
    private TestGateway gateway = null!;

    public async ValueTask InitializeAsync() => gateway = await TestGateway.StartAsync("--Gateway:AnswerTimeout=00:00:00.5");

    public ValueTask DisposeAsync() => gateway.DisposeAsync();

    [Theory]
    [InlineData("/api/intent-workflows", "workflows")]
    [InlineData("/api/intent-workflows/1/approve?x=1&y=%2F", "workflows")]
    [InlineData("/api/organizations/1/profile", "workflows")]
    [InlineData("/api/articles/1", "workflows")]
    [InlineData("/api/intent/audit", "workflows")]
    [InlineData("/api/feature-flags/new", "workflows")]
    [InlineData("/api/intents/1/claim", "intents")]
    [InlineData("/api/intent/pending", "intents")]
    [InlineData("/api/artifacts", "intents")]
    [InlineData("/api/executions/1", "workflows")]
    [InlineData("/executions/correlation/1", "workflows")]
    [InlineData("/api/artifact-index/a%20b", "workflows")]
    [InlineData("/api/v1/lineage", "workflows")]
    public async Task Each_path_reaches_its_service_unchanged(string path, string backend)
    {
        var echo = await gateway.EchoAsync(HttpMethod.Get, path);

        echo["backend"]!.GetValue<string>().ShouldBe(backend);
        echo["target"]!.GetValue<string>().ShouldBe(path);
    }

    [Fact]
    public async Task Method_body_and_token_pass()
    {
        var echo = await gateway.EchoAsync(
            HttpMethod.Put, "/api/organizations/1/profile", new StringContent("""{"a":1}""", Encoding.UTF8, "application/json"), ("Idempotency-Key", "k"));

        echo["method"]!.GetValue<string>().ShouldBe("PUT");
        echo["body"]!.GetValue<string>().ShouldBe("""{"a":1}""");
        echo["headers"]!["authorization"]!.GetValue<string>().ShouldStartWith("Bearer ");
        echo["headers"]!["idempotency-key"]!.GetValue<string>().ShouldBe("k");
    }

    [Fact]
    public async Task What_a_caller_says_about_itself_is_dropped_and_the_gateway_says_what_it_saw()
    {
        var echo = await gateway.EchoAsync(
            HttpMethod.Get, "/api/intents", null,
            ("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Host", "evil"), ("X-Forwarded-Anything", "evil"), ("Forwarded", "for=evil"),
            ("X-Real-IP", "203.0.113.9"), ("X-Original-Host", "evil"), ("ie-tenant", "evil"), ("IE-User", "evil"));

        var headers = echo["headers"]!.AsObject();
        headers["x-forwarded-for"]!.GetValue<string>().ShouldBe("127.0.0.1");
        headers["x-forwarded-proto"]!.GetValue<string>().ShouldBe("http");
        echo["headers"]!.ToJsonString().ShouldNotContain("evil");
        echo["headers"]!.ToJsonString().ShouldNotContain("203.0.113.9");
    }

    [Theory]
    [InlineData("/api/unknown")]
    [InlineData("/")]
    [InlineData("/api/intentsandmore")]
    [InlineData("/api/intent-workflows/../../etc/passwd")]
    public async Task Unknown_paths_are_404(string path) =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.NotFound, HttpMethod.Get, path, gateway.Token());

    [Fact]
    public async Task Without_a_good_token_nothing_passes()
    {
        await gateway.ShouldRefuseAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/intents", null);
        await gateway.ShouldRefuseAsync(HttpStatusCode.Unauthorized, HttpMethod.Get, "/api/intents", "forged");
    }

    [Fact]
    public async Task A_body_of_one_megabyte_is_413() =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "/api/intents", gateway.Token(), new ByteArrayContent(new byte[1024 * 1024]));

    [Fact]
    public async Task A_chunked_body_of_one_megabyte_is_413()
    {
        using var content = new StreamContent(new Endless(1024 * 1024));
        await gateway.ShouldRefuseAsync(HttpStatusCode.RequestEntityTooLarge, HttpMethod.Post, "/api/intents", gateway.Token(), content);
    }

    [Fact]
    public async Task A_client_that_sends_all_of_a_chunked_body_before_it_reads_sees_why_it_was_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Http.BaseAddress!.Host, gateway.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /api/intents HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {gateway.Token()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"));
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var i = 0; i < 32; i++) await stream.WriteAsync(chunk);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 413 ");
        answer.ShouldContain("application/problem+json");
    }

    [Fact]
    public async Task A_refusal_of_the_service_passes_as_it_is()
    {
        using var answer = await gateway.SendAsync(HttpMethod.Get, "/api/intents/locked", gateway.Token());

        answer.StatusCode.ShouldBe(HttpStatusCode.Locked);
        (await answer.Content.ReadAsStringAsync()).ShouldBe("""{"error":"locked"}""");
    }

    [Fact]
    public async Task A_service_that_is_silent_is_504() =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.GatewayTimeout, HttpMethod.Get, "/api/intents/hangs", gateway.Token());

    [Theory]
    [InlineData("/api/intent-graph/restore")]
    [InlineData("/api/intent-graph/subgraphs/restore")]
    [InlineData("/api/intent-graph/backup")]
    [InlineData("/api/intent-graph/audit/verify")]
    [InlineData("/api/intents/claim")]
    public async Task Where_answers_take_long_the_gateway_waits_longer(string path)
    {
        var patient = gateway.EchoAsync(HttpMethod.Post, path, null, ("Wait", "1"));
        await gateway.Intents.Waiting.Task.WaitAsync(TimeSpan.FromSeconds(20));

        // Who came later was given up on meanwhile.
        await gateway.ShouldRefuseAsync(HttpStatusCode.GatewayTimeout, HttpMethod.Get, "/api/intents/hangs", gateway.Token());
        gateway.Intents.Release.SetResult();

        (await patient)["target"]!.GetValue<string>().ShouldBe(path);
    }

    [Fact]
    public async Task A_service_that_breaks_off_is_502() =>
        await gateway.ShouldRefuseAsync(HttpStatusCode.BadGateway, HttpMethod.Get, "/api/intents/breaks", gateway.Token());

    [Fact]
    public async Task A_service_without_a_ready_instance_is_503_and_the_gateway_is_not_ready()
    {
        await gateway.WhenReadyAnswersAsync(HttpStatusCode.OK);

        gateway.Intents.Ready = 503;
        var health = await gateway.WhenReadyAnswersAsync(HttpStatusCode.ServiceUnavailable);

        health["checks"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "intents")!["status"]!.GetValue<string>().ShouldBe("unhealthy");
        health["checks"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "workflows")!["status"]!.GetValue<string>().ShouldBe("healthy");
        // Health is seen a moment before the proxy takes the instance out.
        await gateway.WhenAsync("/api/intents", gateway.Token(), HttpStatusCode.ServiceUnavailable);
        await gateway.ShouldRefuseAsync(HttpStatusCode.ServiceUnavailable, HttpMethod.Get, "/api/intents", gateway.Token());
        await gateway.EchoAsync(HttpMethod.Get, "/api/articles");

        gateway.Intents.Ready = 200;
        await gateway.WhenReadyAnswersAsync(HttpStatusCode.OK);
        await gateway.WhenAsync("/api/intents", gateway.Token(), HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_service_without_an_address_stops_the_start()
    {
        (await Should.ThrowAsync<StartupException>(TestGateway.StartAsync("--Gateway:Services:Intents:0=http://127.0.0.1:1/path")))
            .Message.ShouldContain("without a path");
        (await Should.ThrowAsync<StartupException>(TestGateway.StartAsync("--Gateway:Limits:OrganisationBurst=1")))
            .Message.ShouldContain("OrganizationBurst");
    }

    // A stream that cannot tell its length is sent in chunks.
    private sealed class Endless(int length) : MemoryStream(new byte[length])
    {
        public override bool CanSeek => false;
    }
}
