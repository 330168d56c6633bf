using System.Net;
using System.Net.Sockets;
using System.Text;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;

namespace IntentEngine.Hosting.Failures;

public sealed class BadInputTests : IAsyncLifetime
{
    private TestHost host = null!;

    public enum Colour { Red, DarkBlue }

    public sealed record Goal(string Text, int Weight = 1);

    public sealed record Plan(Guid TargetId, string TargetName, int? MaxItems, Colour? Colour, Goal[]? Goals, DateTimeOffset? DueAt);

    public sealed record Thing
    {
        public required string Title { get; init; }

        public required int Size { get; init; }
    }

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(Map);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("""{"target_id":"x","target_name":"n"}""", "target_id", "expected a UUID")]
    [InlineData("""{"target_id":7,"target_name":"n"}""", "target_id", "expected a UUID")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":7}""", "target_name", "expected a text")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":null}""", "target_name", "came null")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001"}""", "target_name", "is required")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","max_items":"3"}""", "max_items", "expected a whole number")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","max_items":99999999999}""", "max_items", "expected a whole number")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","colour":"green"}""", "colour", "expected")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","colour":1}""", "colour", "expected")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","due_at":"soon"}""", "due_at", "a time")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","target_nam":"n"}""", "target_nam", "did you mean 'target_name'?")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","organization_id":"x"}""", "organization_id", "not a known field")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","goals":[{"text":"a","wait":2}]}""", "goals[0].wait", "not a known field")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"n","goals":{}}""", "goals", "expected a list")]
    [InlineData("""{"target_id":"00000000-0000-0000-0000-000000000001","target_name":"a","target_name":"b"}""", "target_name", "came twice")]
    [InlineData("[]", "body", "expected")]
    [InlineData("\"text\"", "body", "expected")]
    public async Task A_body_that_does_not_fit_is_refused_naming_the_field(string body, string field, string fault) =>
        (await host.PostAsync("/plans", body).ShouldBeProblem(HttpStatusCode.BadRequest)).Fault(field).ShouldContain(fault);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"target_id\":}")]
    [InlineData("{} {}")]
    [InlineData("{\"target_id\":\"\\ud800\"}")]
    public async Task A_body_that_is_not_one_JSON_object_is_refused(string body) =>
        await host.PostAsync("/plans", body).ShouldBeProblem(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_body_nested_too_deeply_is_refused() =>
        await host.PostAsync("/plans", new string('[', 5000)).ShouldBeProblem(HttpStatusCode.BadRequest);

    [Fact]
    public async Task Bytes_that_are_not_UTF8_are_refused()
    {
        var content = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']);
        content.Headers.ContentType = new("application/json");
        await host.SendAsync(HttpMethod.Post, "/plans", null, content).ShouldBeProblem(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Every_missing_required_member_is_named()
    {
        var problem = await host.PostAsync("/things", "{}").ShouldBeProblem(HttpStatusCode.BadRequest);

        problem.Fault("title").ShouldContain("is required");
        problem.Fault("size").ShouldContain("is required");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/json; charset=nonsense")]
    public async Task Another_content_type_is_415(string type)
    {
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        await host.SendAsync(HttpMethod.Post, "/plans", null, content).ShouldBeProblem(HttpStatusCode.UnsupportedMediaType);
    }

    [Fact]
    public async Task A_body_of_one_megabyte_is_413()
    {
        var problem = await host.PostAsync("/plans", new string(' ', 1024 * 1024)).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);

        problem.GetProperty("detail").GetString()!.ShouldContain("262144");
    }

    [Fact]
    public async Task A_chunked_body_of_one_megabyte_is_413()
    {
        using var content = new StreamContent(new MemoryStream(Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024))));
        content.Headers.ContentType = new("application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/plans") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        await host.Http.SendAsync(request).ShouldBeProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_client_that_sends_all_of_a_chunked_body_before_it_reads_sees_why_it_was_refused()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync("POST /plans HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"u8.ToArray());
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        for (var i = 0; i < 32; i++) await stream.WriteAsync(chunk);
        await stream.WriteAsync("0\r\n\r\n"u8.ToArray());

        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();

        answer.ShouldStartWith("HTTP/1.1 413 ");
        answer.ShouldContain("Content-Type: application/problem+json");
        answer.ShouldContain("at most 262144 bytes; came more");
    }

    [Fact]
    public async Task A_chunked_body_within_the_limit_is_read()
    {
        using var content = new StringContent("""{"title":"t","size":1}""", Encoding.UTF8, "application/json");
        var request = new HttpRequestMessage(HttpMethod.Post, "/things") { Content = content };
        request.Headers.TransferEncodingChunked = true;
        using var answer = await host.Http.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("/numbers?count=abc", "count", "expected a whole number")]
    [InlineData("/numbers?count=99999999999999", "count", "expected a whole number")]
    [InlineData("/numbers", "count", "came nothing")]
    [InlineData("/numbers?count=1&since=yesterday", "since", "a time")]
    [InlineData("/numbers?count=1&owner_id=me", "owner_id", "a UUID")]
    [InlineData("/pages?limit=0", "limit", "1 to 200")]
    [InlineData("/pages?limit=201", "limit", "1 to 200")]
    [InlineData("/pages?limit=x", "limit", "came 'x'")]
    [InlineData("/pages?limit=", "limit", "1 to 200")]
    [InlineData("/pages?limit=1&limit=2", "limit", "1 to 200")]
    [InlineData("/pages?offset=-1", "offset", "0 or more")]
    [InlineData("/pages?offset=99999999999", "offset", "0 or more")]
    public async Task A_query_value_that_does_not_fit_is_refused_naming_it(string path, string field, string fault) =>
        (await host.GetAsync(path).ShouldBeProblem(HttpStatusCode.BadRequest)).Fault(field).ShouldContain(fault);

    [Fact]
    public async Task Unknown_query_parameters_are_allowed() =>
        (await host.Http.GetStringAsync(new Uri("/pages?utm=1", UriKind.Relative))).ShouldBe("50/0");

    [Theory]
    [InlineData("GET", "/nothing/here", HttpStatusCode.NotFound)]
    [InlineData("GET", "/plans/not-a-uuid", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/plans", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/breaks", HttpStatusCode.InternalServerError)]
    [InlineData("GET", "/bare/418", (HttpStatusCode)418)]
    public async Task A_route_that_does_not_answer_says_so(string method, string path, HttpStatusCode status) =>
        await host.SendAsync(HttpMethod.Parse(method), path, null, null, ("Accept", "text/html")).ShouldBeProblem(status);

    [Fact]
    public async Task A_fault_of_the_service_tells_nothing_but_where_to_look() =>
        (await host.GetAsync("/breaks").ShouldBeProblem(HttpStatusCode.InternalServerError)).ToString().ShouldNotContain("secret");

    [Fact]
    public async Task A_refusal_of_a_gate_carries_its_own_members()
    {
        var problem = await host.GetAsync("/locked").ShouldBeProblem(HttpStatusCode.Locked);

        problem.GetProperty("required_action").GetString().ShouldBe("approve_seeds");
    }

    [Fact]
    public async Task A_request_that_takes_too_long_is_504()
    {
        await using var slow = await TestHost.StartAsync(Map, "--Http:RequestTimeout=00:00:00.2");
        await slow.GetAsync("/waits").ShouldBeProblem(HttpStatusCode.GatewayTimeout);
    }

    [Fact]
    public async Task Answers_name_no_server_and_forbid_guessing()
    {
        using var answer = await host.GetAsync("/pages");

        answer.Headers.Contains("Server").ShouldBeFalse();
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Headers_beyond_the_limit_are_refused_by_the_server()
    {
        using var client = new TcpClient();
        await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"GET /pages HTTP/1.1\r\nHost: x\r\nX-Big: {new string('a', 40_000)}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync()).ShouldBe("HTTP/1.1 431 Request Header Fields Too Large");
    }

    private static void Map(IEndpointRouteBuilder app)
    {
        var open = app.MapGroup("").AllowAnonymous();
        open.MapPost("/plans", (Plan plan) => TypedResults.Ok(plan));
        open.MapGet("/plans/{id:guid}", (Guid id) => TypedResults.Ok(id));
        open.MapPost("/things", (Thing thing) => TypedResults.Ok(thing));
        open.MapGet("/numbers", (int count, DateTimeOffset? since, [Microsoft.AspNetCore.Mvc.FromQuery(Name = "owner_id")] Guid? ownerId) => TypedResults.Ok(count));
        open.MapGet("/pages", (Paging paging) => $"{paging.Limit}/{paging.Offset}");
        open.MapGet("/breaks", string () => throw new InvalidOperationException("secret"));
        open.MapGet("/bare/{status:int}", (int status) => TypedResults.StatusCode(status));
        open.MapGet("/locked", () => Problems.Locked("Seeds need approval.", new() { ["required_action"] = "approve_seeds" }));
        open.MapGet("/waits", async (CancellationToken cancel) => await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancel));
    }
}
