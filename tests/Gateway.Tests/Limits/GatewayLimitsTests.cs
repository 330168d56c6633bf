using System.Net;
using Shouldly;

namespace IntentEngine.Gateway.Limits;

public sealed class GatewayLimitsTests
{
    private static readonly Guid Bolt = Guid.Parse("0bbbbbbb-0000-4000-8000-000000000002");
    private static readonly string[] Tight =
    [
        "--Gateway:Limits:OrganizationPerSecond=1", "--Gateway:Limits:OrganizationBurst=5",
        "--Gateway:Limits:AddressPerSecond=1", "--Gateway:Limits:AddressBurst=3",
    ];

    [Fact]
    public async Task An_organization_beyond_its_burst_is_told_when_to_come_again_and_others_are_not_touched()
    {
        await using var gateway = await TestGateway.StartAsync(Tight);

        var refused = await FirstRefusalAsync(() => gateway.SendAsync(HttpMethod.Get, "/api/intents", gateway.Token()), most: 20);

        refused.Passed.ShouldBeGreaterThanOrEqualTo(5);
        refused.Answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        refused.Answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await refused.Answer.Content.ReadAsStringAsync()).ShouldContain("This organization");
        using var other = await gateway.SendAsync(HttpMethod.Get, "/api/intents", gateway.Token(Bolt));
        other.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("forged")]
    public async Task Guessing_tokens_is_limited_by_address_and_good_tokens_still_pass(string? token)
    {
        await using var gateway = await TestGateway.StartAsync(Tight);

        var refused = await FirstRefusalAsync(() => gateway.SendAsync(HttpMethod.Get, "/api/intents", token), most: 20);

        refused.Passed.ShouldBeGreaterThanOrEqualTo(3);
        (await refused.Answer.Content.ReadAsStringAsync()).ShouldContain("This address");
        using var good = await gateway.SendAsync(HttpMethod.Get, "/api/intents", gateway.Token());
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Health_is_never_limited()
    {
        await using var gateway = await TestGateway.StartAsync(Tight);

        for (var turn = 0; turn < 30; turn++)
        {
            using var answer = await gateway.SendAsync(HttpMethod.Get, "/health/live", null);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task The_limits_work_without_the_proxy()
    {
        await using var embedded = await TestGateway.StartAsync(GatewayService.Embedded, Tight);

        var refused = await FirstRefusalAsync(() => embedded.SendAsync(HttpMethod.Get, "/anything", embedded.Token()), most: 20);

        refused.Passed.ShouldBeGreaterThanOrEqualTo(5);
    }

    [Fact]
    public async Task An_openlineage_client_beyond_the_limit_is_told_to_send_again_for_it_would_drop_the_event_otherwise()
    {
        await using var gateway = await TestGateway.StartAsync(Tight);

        var refused = await FirstRefusalAsync(() => gateway.SendAsync(HttpMethod.Post, "/api/v1/lineage", gateway.Token()), most: 20, HttpStatusCode.ServiceUnavailable);

        refused.Passed.ShouldBeGreaterThanOrEqualTo(5);
        refused.Answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThan(TimeSpan.Zero);
        (await refused.Answer.Content.ReadAsStringAsync()).ShouldContain("This organization");
    }

    private static async Task<(int Passed, HttpResponseMessage Answer)> FirstRefusalAsync(Func<Task<HttpResponseMessage>> send, int most, HttpStatusCode status = HttpStatusCode.TooManyRequests)
    {
        for (var passed = 0; passed < most; passed++)
        {
            var answer = await send();
            if (answer.StatusCode == status) return (passed, answer);
        }
        throw new ShouldAssertException($"{most} requests in a row were let through.");
    }
}
