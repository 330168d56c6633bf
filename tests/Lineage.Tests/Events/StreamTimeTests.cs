using System.Globalization;
using System.Net;
using System.Security.Claims;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Support;
using Shouldly;

namespace IntentEngine.Lineage.Events;

/// <summary>A live stream and the token it was opened with, under a clock that the test moves.</summary>
public sealed class StreamTimeTests(LineageHost host)
{
    // The service of the others has the months of now.
    private readonly FakeClock _clock = new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    [Theory]
    [InlineData(600L, 600, "until the token ends")]
    [InlineData(1L, 1, "also if that is soon")]
    [InlineData(3600L, 3600, "the hour")]
    [InlineData(43_200L, 3600, "no longer than the hour")]
    [InlineData(long.MaxValue / 2, 3600, "whatever the token says")]
    [InlineData(null, 3600, "the hour where a token says nothing")]
    [InlineData(0L, 60, "while an ended token is still accepted, until it is not")]
    [InlineData(-20L, 40, "likewise")]
    [InlineData(-61L, 0, "not at all when it is not accepted any more")]
    public void A_stream_lives_as_long_as_its_token_and_no_longer_than_streams_do(long? expiresIn, int expected, string why)
    {
        var time = new StreamTime(new EventSettings(), new AuthenticationSettings(), _clock);
        Claim[] claims = expiresIn is { } seconds ? [new("exp", (_clock.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture))] : [];

        time.LeftTo(new ClaimsPrincipal(new ClaimsIdentity(claims))).ShouldBe(TimeSpan.FromSeconds(expected), why);
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_it_was_opened_with_and_a_fresh_token_misses_nothing()
    {
        var acme = host.NewOrganization();
        await acme.RecordAsync(acme.Execution("before"));
        await using var instance = await AnotherInstance.StartAsync(host.Options, _clock, "--Lineage:Events:Heartbeat=00:00:00.1");
        var token = instance.Token(acme.Id, TimeSpan.FromMinutes(10));
        using var stream = await LiveStream.OpenAsync(instance.Http, token, "/executions/events/stream?after=0");
        var seen = await stream.NextAsync();

        _clock.Advance(TimeSpan.FromSeconds(599));
        await stream.CommentsAsync(stream.Comments + 2);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await stream.EndAsync();

        await acme.RecordAsync(acme.Execution("meanwhile"));
        using (var tolerated = await LiveStream.OpenAsync(instance.Http, token, "/executions/events/stream", seen.Id))
        {
            (await tolerated.NextAsync()).Data.ShouldContain("meanwhile");
            _clock.Advance(TimeSpan.FromSeconds(60));
            await tolerated.EndAsync();
        }

        using var refused = await LiveStream.AskAsync(instance.Http, token, "/executions/events/stream", seen.Id);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var again = await LiveStream.OpenAsync(instance.Http, instance.Token(acme.Id, TimeSpan.FromMinutes(10)), "/executions/events/stream", seen.Id);
        (await again.NextAsync()).Data.ShouldContain("meanwhile");
    }

    [Fact]
    public async Task A_token_that_lives_longer_than_streams_do_changes_nothing()
    {
        await using var instance = await AnotherInstance.StartAsync(host.Options, _clock, "--Lineage:Events:Heartbeat=00:00:00.1");
        using var stream = await LiveStream.OpenAsync(instance.Http, instance.Token(Guid.NewGuid(), TimeSpan.FromHours(2)), "/executions/events/stream");

        await stream.CommentsAsync(1);
        _clock.Advance(TimeSpan.FromMinutes(59));
        await stream.CommentsAsync(stream.Comments + 2);
        _clock.Advance(TimeSpan.FromMinutes(1));
        await stream.EndAsync();
    }
}
