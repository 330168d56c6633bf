using System.Net;
using IntentEngine.Client.Workflows;
using IntentEngine.Support;
using Shouldly;
using Xunit;

namespace IntentEngine.Client.Requests;

public sealed class RequestSenderTests
{
    private const string Accepted = """{"id":"11111111-1111-4111-8111-111111111111","status":"step_0_auth","created_at":"2026-01-01T00:00:00+00:00"}""";
    private const string Unavailable = """{"title":"Service Unavailable","status":503,"detail":"The database is away."}""";
    private const string GateClosed = """
        {"title":"Locked","status":423,"detail":"Seed keywords must be approved before longtail expansion","instance":"/x","gate":"gate_seeds_approval_required",
         "workflow_status":"step_3_seeds","required_action":"Approve them.","current_step":3,"trace_id":"abc"}
        """;

    private static readonly NewWorkflow Wish = new() { Name = "n" };

    [Fact]
    public async Task A_gates_no_arrives_with_its_gate_and_what_opens_it()
    {
        await using var server = await StubServer.Start(StubServer.Json(423, GateClosed));
        var refusal = await Should.ThrowAsync<ProblemException>(() => server.Client().Workflows.ExecuteStepAsync(Guid.NewGuid(), 4));
        refusal.Status.ShouldBe(HttpStatusCode.Locked);
        refusal.Title.ShouldBe("Locked");
        refusal.Detail.ShouldBe("Seed keywords must be approved before longtail expansion");
        refusal.Gate.ShouldBe("gate_seeds_approval_required");
        refusal.RequiredAction.ShouldBe("Approve them.");
        refusal.WorkflowStatus.ShouldBe("step_3_seeds");
        refusal.TraceId.ShouldBe("abc");
        refusal.Extensions["current_step"].GetInt32().ShouldBe(3);
        refusal.Message.ShouldBe("423 Locked: Seed keywords must be approved before longtail expansion");
        server.Requests.Count.ShouldBe(1, "a refusal is an answer and is not asked for again");
    }

    [Fact]
    public async Task Faults_arrive_by_field()
    {
        await using var server = await StubServer.Start(StubServer.Json(400, """{"title":"Bad Request","status":400,"detail":"d","errors":{"name":["too long","odd"]}}"""));
        var refusal = await Should.ThrowAsync<ProblemException>(() => server.Client().Workflows.CreateAsync(Wish));
        refusal.Errors["name"].ShouldBe(["too long", "odd"]);
        refusal.Extensions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<html>no such host</html>", "<html>no such host</html>")]
    [InlineData("[1,2]", "[1,2]")]
    public async Task An_answer_that_is_no_problem_document_is_quoted(string body, string detail)
    {
        await using var server = await StubServer.Start(StubServer.Json(404, body));
        var refusal = await Should.ThrowAsync<ProblemException>(() => server.Client().Workflows.GetAsync(Guid.NewGuid()));
        refusal.Status.ShouldBe(HttpStatusCode.NotFound);
        refusal.Detail.ShouldBe(detail);
        refusal.Gate.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_without_a_body_says_who_gave_it()
    {
        await using var server = await StubServer.Start(StubServer.Json(404, ""));
        var refusal = await Should.ThrowAsync<ProblemException>(() => server.Client().Workflows.GetAsync(Guid.Empty));
        refusal.Detail.ShouldContain($"GET http://127.0.0.1:");
        refusal.Detail.ShouldContain($"/api/intent-workflows/{Guid.Empty}");
    }

    [Theory]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_busy_server_is_asked_again_with_the_same_key(int status)
    {
        await using var server = await StubServer.Start(StubServer.Json(status, Unavailable), StubServer.Json(status, Unavailable), StubServer.Json(201, Accepted));
        var started = await server.Client().Workflows.CreateAsync(Wish);
        started.Status.ShouldBe("step_0_auth");
        server.Requests.Count.ShouldBe(3);
        server.Requests.Select(request => request.IdempotencyKey).Distinct().ShouldHaveSingleItem().ShouldNotBeEmpty();
        server.Requests.Select(request => request.Body).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again_with_the_same_key()
    {
        await using var server = await StubServer.Start(StubServer.Break, StubServer.Json(201, Accepted));
        await server.Client().Workflows.CreateAsync(Wish, "my key");
        server.Requests.Select(request => request.IdempotencyKey).ShouldBe(["my key", "my key"]);
    }

    [Fact]
    public async Task Two_calls_have_two_keys_and_reading_has_none()
    {
        await using var server = await StubServer.Start(StubServer.Json(201, Accepted), StubServer.Json(201, Accepted), StubServer.Json(404, ""));
        var client = server.Client();
        await client.Workflows.CreateAsync(Wish);
        await client.Workflows.CreateAsync(Wish);
        await Should.ThrowAsync<ProblemException>(() => client.Workflows.GetAsync(Guid.NewGuid()));
        server.Requests[0].IdempotencyKey.ShouldNotBe(server.Requests[1].IdempotencyKey);
        server.Requests[2].IdempotencyKey.ShouldBeEmpty();
        server.Requests.ShouldAllBe(request => request.Authorization == "Bearer token-of-the-test");
    }

    [Fact]
    public async Task A_server_that_stays_busy_is_reported_after_the_last_retry()
    {
        await using var server = await StubServer.Start(StubServer.Json(503, Unavailable));
        var refusal = await Should.ThrowAsync<ProblemException>(() => server.Client(new RetrySettings { Retries = 2, FirstPause = TimeSpan.Zero }).Workflows.CreateAsync(Wish));
        refusal.Detail.ShouldBe("The database is away.");
        server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_that_stays_away_is_reported_after_the_last_retry()
    {
        await using var server = await StubServer.Start(StubServer.Break);
        await Should.ThrowAsync<HttpRequestException>(() => server.Client(new RetrySettings { Retries = 1, FirstPause = TimeSpan.Zero }).Workflows.CreateAsync(Wish));
        server.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_pause_is_as_long_as_the_server_asks()
    {
        var clock = new FakeClock();
        await using var server = await StubServer.Start(StubServer.Json(503, Unavailable, "5"), StubServer.Json(201, Accepted));
        var call = server.Client(clock: clock).Workflows.CreateAsync(Wish);
        var waited = TimeSpan.Zero;
        await Eventually.Holds(() =>
        {
            if (server.Requests.Count == 1)
            {
                clock.Advance(TimeSpan.FromSeconds(0.5));
                waited += TimeSpan.FromSeconds(0.5);
            }

            return Task.FromResult(call.IsCompleted);
        }, "the second attempt");
        (await call).Status.ShouldBe("step_0_auth");
        waited.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_server_that_asks_for_a_long_pause_is_not_waited_for()
    {
        await using var server = await StubServer.Start(StubServer.Json(429, """{"title":"Too Many Requests","status":429,"detail":"d"}""", "3600"), StubServer.Json(201, Accepted));
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        (await Should.ThrowAsync<ProblemException>(() => server.Client().Workflows.CreateAsync(Wish, cancel: limit.Token))).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void A_client_without_an_address_is_refused() =>
        Should.Throw<ArgumentException>(() => new IntentEngineClient(new HttpClient())).Message.ShouldContain("BaseAddress");
}
