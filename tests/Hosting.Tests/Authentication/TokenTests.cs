using System.Net;
using System.Security.Claims;
using System.Text.Json.Nodes;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;

namespace IntentEngine.Hosting.Authentication;

public sealed class TokenTests : IAsyncLifetime
{
    private TestHost host = null!;

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(Map);

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Every_forged_token_is_refused_with_401()
    {
        var corpus = ForgedTokenCorpus.All(Genuine, TimeProvider.System.GetUtcNow()).ToArray();
        corpus.Length.ShouldBeGreaterThan(100);
        corpus.Select(c => c.Name).Distinct().Count().ShouldBe(corpus.Length);

        foreach (var (name, token) in corpus)
        {
            using var answer = await host.GetAsync("/any", token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized, name);
            answer.Headers.WwwAuthenticate.ToString().ShouldContain("invalid_token", customMessage: name);
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", name);
            var detail = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["detail"]!.GetValue<string>();
            detail.ShouldStartWith("The token", customMessage: $"{name}: {detail}");
        }
    }

    [Fact]
    public async Task The_token_that_the_forgeries_are_made_from_is_accepted()
    {
        (await StatusOf(Genuine().Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("typ", "at+jwt")]
    [InlineData("typ", "JWT")]
    public async Task Both_types_of_access_token_are_accepted(string name, string value)
    {
        var token = Genuine();
        token.Header[name] = value;
        (await StatusOf(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_list_of_audiences_that_names_this_one_is_accepted()
    {
        var token = Genuine();
        token.Claims["aud"] = new JsonArray("other", "intent-engine");
        (await StatusOf(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_clock_that_is_less_than_a_minute_behind_is_tolerated()
    {
        var token = Genuine();
        var ahead = TimeProvider.System.GetUtcNow().AddSeconds(40).ToUnixTimeSeconds();
        token.Claims["iat"] = ahead;
        token.Claims["nbf"] = ahead;
        (await StatusOf(token.Sign())).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Roles_may_be_words_in_one_text_and_unknown_ones_are_ignored()
    {
        var token = Genuine();
        token.Claims["roles"] = "offline_access content_manager";
        using var answer = await host.GetAsync("/whoami", token.Sign());
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"content_manager\"");
        (await StatusOf(token.Sign(), "/admin")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_outlives_a_request_can_tell_when_the_token_ends()
    {
        var token = Genuine();
        using var answer = await host.GetAsync("/end", token.Sign());
        (await answer.Content.ReadAsStringAsync()).ShouldBe(token.Claims["exp"]!.ToString());
    }

    [Theory]
    [InlineData("Basic c29tZW9uZTpzZWNyZXQ=")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("token")]
    public async Task Another_authorization_header_is_refused(string header) =>
        await host.SendAsync(HttpMethod.Get, "/any", null, null, ("Authorization", header)).ShouldBeProblem(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Two_authorization_headers_are_refused() =>
        await host.SendAsync(HttpMethod.Get, "/any", host.Token(Roles.Admin), null, ("Authorization", $"Bearer {host.Token(Roles.Member)}"))
            .ShouldBeProblem(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Without_a_token_the_answer_says_how_to_send_one()
    {
        var problem = await host.GetAsync("/any").ShouldBeProblem(HttpStatusCode.Unauthorized);
        problem.GetProperty("detail").GetString()!.ShouldContain("Authorization: Bearer");
    }

    [Fact]
    public async Task Each_policy_admits_its_roles_and_no_others()
    {
        var matrix = new Dictionary<string, string[]>
        {
            ["/any"] = [Roles.Member, Roles.ContentManager, Roles.Admin, Roles.Worker],
            ["/member"] = [Roles.Member, Roles.ContentManager, Roles.Admin],
            ["/manager"] = [Roles.ContentManager, Roles.Admin],
            ["/admin"] = [Roles.Admin],
            ["/worker"] = [Roles.Worker, Roles.Admin],
        };
        foreach (var (path, admitted) in matrix)
            foreach (var role in Roles.All)
                (await StatusOf(host.Token(role), path)).ShouldBe(admitted.Contains(role) ? HttpStatusCode.OK : HttpStatusCode.Forbidden, $"{role} on {path}");
    }

    [Fact]
    public async Task A_refused_role_learns_which_one_is_needed()
    {
        var problem = await host.GetAsync("/manager", host.Token(Roles.Worker)).ShouldBeProblem(HttpStatusCode.Forbidden);

        problem.GetProperty("detail").GetString()!.ShouldContain("content_manager, admin");
        problem.GetProperty("required_roles").EnumerateArray().Select(r => r.GetString()).ShouldBe(["content_manager", "admin"]);
    }

    [Fact]
    public async Task The_organization_context_is_what_the_token_and_the_connection_say()
    {
        var correlation = Guid.NewGuid();
        using var answer = await host.SendAsync(
            HttpMethod.Get, "/whoami", host.Token(Roles.Member), null,
            ("X-Correlation-Id", correlation.ToString()), ("User-Agent", "tests/1"), ("X-Forwarded-For", "203.0.113.9"));

        var who = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        who["organization_id"]!.GetValue<Guid>().ShouldBe(TestHost.Acme);
        who["subject"]!.GetValue<string>().ShouldBe("someone");
        who["ip_address"]!.GetValue<string>().ShouldBe("127.0.0.1");
        who["user_agent"]!.GetValue<string>().ShouldBe("tests/1");
        who["correlation_id"]!.GetValue<Guid>().ShouldBe(correlation);
        answer.Headers.GetValues("X-Correlation-Id").ShouldBe([correlation.ToString()]);
    }

    [Fact]
    public async Task Only_a_known_proxy_may_say_where_a_request_came_from()
    {
        await using var behind = await TestHost.StartAsync(Map, "--Http:KnownProxies:0=127.0.0.0/8");
        using var answer = await behind.SendAsync(HttpMethod.Get, "/whoami", behind.Token(Roles.Member), null, ("X-Forwarded-For", "198.51.100.1, 203.0.113.9"));

        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["ip_address"]!.GetValue<string>().ShouldBe("203.0.113.9");
    }

    private ForgedToken Genuine()
    {
        var path = host.App.Configuration["Authentication:DevelopmentKeyFile"]!;
        var kid = new Microsoft.IdentityModel.JsonWebTokens.JsonWebToken(host.Token(Roles.Member)).Kid;
        return new ForgedToken(ForgedToken.ReadKey(path), kid, TimeProvider.System.GetUtcNow());
    }

    private async Task<HttpStatusCode> StatusOf(string token, string path = "/any")
    {
        using var answer = await host.GetAsync(path, token);
        return answer.StatusCode;
    }

    private sealed record Who(Guid OrganizationId, string Subject, IReadOnlyCollection<string> Roles, string? IpAddress, string? UserAgent, Guid CorrelationId);

    private static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/any", () => "ok").RequireAuthorization(Policies.Any);
        app.MapGet("/member", () => "ok").RequireAuthorization(Policies.Member);
        app.MapGet("/manager", () => "ok").RequireAuthorization(Policies.ContentManager);
        app.MapGet("/admin", () => "ok").RequireAuthorization(Policies.Admin);
        app.MapGet("/worker", () => "ok").RequireAuthorization(Policies.Worker);
        app.MapGet("/end", (ClaimsPrincipal caller) => caller.FindFirst("exp")!.Value).RequireAuthorization(Policies.Any);
        app.MapGet("/whoami", (OrganizationContext c) => TypedResults.Ok(
            new Who(c.OrganizationId, c.Subject, c.Roles, c.IpAddress?.ToString(), c.UserAgent, c.CorrelationId))).RequireAuthorization(Policies.Any);
    }
}
