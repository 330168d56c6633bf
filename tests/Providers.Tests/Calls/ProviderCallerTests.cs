using System.Net;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers.Calls;

public sealed class ProviderCallerTests
{
    private const string Ok = """{"status_code":20000,"cost":0.01,"tasks":[{"status_code":20000,"result":[{"items":null}]}]}""";

    private readonly HastyClock clock = new();

    [Fact]
    public async Task A_server_error_is_tried_three_times_with_short_waits()
    {
        var server = new ScriptedServer().Answer("oops", HttpStatusCode.BadGateway);
        await using var setup = new ProviderSetup(server, clock);

        (await Failure(setup)).ErrorType.ShouldBe(ProviderErrorType.ServerError);

        server.Calls.ShouldBe(3);
        clock.Waits.Count.ShouldBe(2);
        clock.Waits.ShouldAllBe(wait => wait > TimeSpan.Zero && wait <= TimeSpan.FromSeconds(8));
    }

    [Fact]
    public async Task A_later_success_carries_the_cost_of_the_failures_before()
    {
        var server = new ScriptedServer().Answer("""{"status_code":20000,"cost":0.02,"tasks":[{"status_code":50000}]}""").Answer(Ok);
        await using var setup = new ProviderSetup(server, clock);

        (await setup.Keywords.DomainOverview("example.com", default)).CostUsd.ShouldBe(0.03m);

        setup.Sum("intentengine.provider.cost").ShouldBe(0.03, 1e-9);
        setup.Measured.Where(m => m.Instrument == "intentengine.provider.calls").Select(m => (m.Operation, m.Outcome))
            .ShouldBe([("domain_rank_overview", "server_error"), ("domain_rank_overview", "ok")]);
        setup.Measured.Count(m => m.Instrument == "intentengine.provider.duration").ShouldBe(2);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(404)]
    public async Task What_cannot_get_better_is_tried_once(int status)
    {
        var server = new ScriptedServer().Answer("", (HttpStatusCode)status);
        await using var setup = new ProviderSetup(server, clock);

        await Failure(setup);

        server.Calls.ShouldBe(1);
        clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_wait_that_the_provider_asks_for_is_kept()
    {
        var server = new ScriptedServer().Answer("", (HttpStatusCode)429, ("Retry-After", "42")).Answer("", (HttpStatusCode)429, ("retry-after-ms", "1500")).Answer(Ok);
        await using var setup = new ProviderSetup(server, clock);

        await setup.Keywords.DomainOverview("example.com", default);

        clock.Waits.ShouldBe([TimeSpan.FromSeconds(42), TimeSpan.FromSeconds(1.5)]);
    }

    [Fact]
    public async Task A_wait_until_a_date_is_measured_by_the_injected_clock()
    {
        var server = new ScriptedServer().Answer("", (HttpStatusCode)503, ("Retry-After", clock.Moment.AddSeconds(20).ToString("R"))).Answer(Ok);
        await using var setup = new ProviderSetup(server, clock);

        await setup.Keywords.DomainOverview("example.com", default);

        clock.Waits.ShouldBe([TimeSpan.FromSeconds(20)]);
    }

    [Fact]
    public async Task A_wait_longer_than_a_minute_is_left_to_the_step()
    {
        var server = new ScriptedServer().Answer("", (HttpStatusCode)429, ("Retry-After", "61"));
        await using var setup = new ProviderSetup(server, clock);

        (await Failure(setup)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(61));

        server.Calls.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, "false", 1)]
    [InlineData(400, "true", 3)]
    public async Task The_provider_s_own_word_on_retrying_counts(int status, string word, int calls)
    {
        var server = new ScriptedServer().Answer("", (HttpStatusCode)status, ("x-should-retry", word));
        await using var setup = new ProviderSetup(server, clock);

        await Failure(setup);

        server.Calls.ShouldBe(calls);
    }

    [Fact]
    public async Task A_provider_that_never_answers_is_given_up_after_two_time_outs()
    {
        var server = new ScriptedServer().Do(async (_, cancel) =>
        {
            await Task.Delay(Timeout.Infinite, cancel);
            throw new InvalidOperationException("not reached");
        });
        await using var setup = new ProviderSetup(server, new HastyClock(TimeSpan.FromHours(1)));

        var failure = await Failure(setup);

        failure.ErrorType.ShouldBe(ProviderErrorType.Timeout);
        failure.Message.ShouldContain("125 s");
        server.Calls.ShouldBe(2);
    }

    [Fact]
    public async Task A_broken_connection_is_tried_again()
    {
        var server = new ScriptedServer().Do((_, _) => throw new HttpRequestException("connection reset")).Answer(Ok);
        await using var setup = new ProviderSetup(server, clock);

        await setup.Keywords.DomainOverview("example.com", default);

        setup.Measured.Select(m => m.Outcome).Distinct().ShouldBe(["network_error", "ok"]);
    }

    [Fact]
    public async Task An_answer_larger_than_the_cap_is_refused()
    {
        var server = new ScriptedServer().Answer(new string(' ', (16 * 1024 * 1024) + 1));
        await using var setup = new ProviderSetup(server, clock);

        var failure = await Failure(setup);

        failure.ErrorType.ShouldBe(ProviderErrorType.ValidationError);
        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task Cancelling_stops_without_another_attempt()
    {
        using var source = new CancellationTokenSource();
        var server = new ScriptedServer().Do(async (_, cancel) =>
        {
            await source.CancelAsync();
            cancel.ThrowIfCancellationRequested();
            throw new InvalidOperationException("not reached");
        });
        await using var setup = new ProviderSetup(server, clock);

        await Should.ThrowAsync<OperationCanceledException>(() => setup.Keywords.DomainOverview("example.com", source.Token));

        server.Calls.ShouldBe(1);
    }

    [Fact]
    public async Task No_more_calls_run_at_once_than_allowed()
    {
        var running = 0;
        var most = 0;
        var twoRun = new TaskCompletionSource();
        var finish = new TaskCompletionSource();
        var server = new ScriptedServer().Do(async (_, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            if (now == 2) twoRun.TrySetResult();
            await finish.Task;
            Interlocked.Decrement(ref running);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Ok) };
        });
        await using var setup = new ProviderSetup(server, null, null, ("Providers:KeywordData:MaxConcurrency", "2"));

        var calls = Enumerable.Range(0, 6).Select(_ => setup.Keywords.DomainOverview("example.com", default)).ToList();
        await twoRun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        finish.SetResult();
        await Task.WhenAll(calls);

        most.ShouldBe(2);
        server.Calls.ShouldBe(6);
    }

    [Fact]
    public async Task A_provider_that_fails_again_and_again_is_left_alone()
    {
        var server = new ScriptedServer().Answer("", HttpStatusCode.InternalServerError);
        await using var setup = new ProviderSetup(server, clock);
        for (var i = 0; i < 7; i++) await Failure(setup);
        var before = server.Calls;

        var failure = await Failure(setup);

        server.Calls.ShouldBe(before);
        failure.IsTransient.ShouldBeTrue();
        failure.RetryAfter.ShouldNotBeNull();
        failure.Message.ShouldContain("left alone");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }

    private static Task<ProviderException> Failure(ProviderSetup setup) => Should.ThrowAsync<ProviderException>(() => setup.Keywords.DomainOverview("example.com", default));
}
