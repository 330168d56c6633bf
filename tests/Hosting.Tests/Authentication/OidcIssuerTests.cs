using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shouldly;

namespace IntentEngine.Hosting.Authentication;

public sealed class OidcIssuerTests : IAsyncLifetime
{
    private readonly RSA rsa = RSA.Create(2048);
    private readonly RSA shortRsa = RSA.Create(1024);
    private readonly ECDsa ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly JsonArray keys = [];
    private WebApplication issuer = null!;
    private TestHost host = null!;

    private string Address => issuer.Urls.First();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        issuer = builder.Build();
        issuer.MapGet("/.well-known/openid-configuration", () => TypedResults.Text($$"""{"issuer":"{{Address}}","jwks_uri":"{{Address}}/keys"}"""));
        issuer.MapGet("/keys", () => TypedResults.Text(new JsonObject { ["keys"] = keys.DeepClone() }.ToJsonString()));
        await issuer.StartAsync();
        keys.Add(Rsa("rsa", rsa));
        keys.Add(Rsa("short", shortRsa));
        keys.Add(new JsonObject { ["kty"] = "oct", ["kid"] = "shared", ["k"] = Base64Url.EncodeToString(new byte[32]) });
        host = await TestHost.StartAsync(app => app.MapGet("/any", () => "ok").RequireAuthorization(Policies.Any),
            $"--Authentication:Authority={Address}", "--Authentication:KeyRefreshInterval=00:00:01");
    }

    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        await issuer.DisposeAsync();
        rsa.Dispose();
        shortRsa.Dispose();
        ec.Dispose();
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task Tokens_of_the_issuer_are_accepted(string algorithm) => (await StatusAsync(Token(algorithm, "rsa"))).ShouldBe(HttpStatusCode.OK);

    [Fact]
    public async Task A_key_that_the_issuer_adds_later_is_found()
    {
        (await StatusAsync(Token("RS256", "rsa"))).ShouldBe(HttpStatusCode.OK);

        var point = ec.ExportParameters(false).Q;
        keys.Add(new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["kid"] = "later",
            ["use"] = "sig",
            ["x"] = Base64Url.EncodeToString(point.X),
            ["y"] = Base64Url.EncodeToString(point.Y),
        });

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (await StatusAsync(Token("ES256", "later")) != HttpStatusCode.OK)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
    }

    [Fact]
    public async Task Short_keys_shared_keys_and_unknown_keys_are_refused()
    {
        (await StatusAsync(Token("RS256", "short"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(Token("RS256", "unknown"))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(Sign("HS256", "shared", bytes => HMACSHA256.HashData(new byte[32], bytes)))).ShouldBe(HttpStatusCode.Unauthorized);
        (await StatusAsync(Sign("ES256", "rsa", bytes => ec.SignData(bytes, HashAlgorithmName.SHA256)))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_token_of_the_issuer_may_not_live_longer_than_an_hour() =>
        (await StatusAsync(Token("RS256", "rsa", TimeSpan.FromMinutes(61)))).ShouldBe(HttpStatusCode.Unauthorized);

    [Fact]
    public async Task Two_issuers_do_not_vouch_for_each_other()
    {
        var development = host.Token(Roles.Admin);
        (await StatusAsync(development)).ShouldBe(HttpStatusCode.OK);

        (await StatusAsync(Token("RS256", "rsa", issuedBy: DevelopmentTokens.Issuer))).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task An_issuer_that_was_never_reached_is_503_for_its_tokens_alone()
    {
        await using var alone = await TestHost.StartAsync(
            app => app.MapGet("/any", () => "ok").RequireAuthorization(Policies.Any), "--Authentication:Authority=http://127.0.0.1:1");

        await alone.GetAsync("/any", Token("RS256", "rsa")).ShouldBeProblem(HttpStatusCode.ServiceUnavailable);
        using var answer = await alone.GetAsync("/any", alone.Token(Roles.Member));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private string Token(string algorithm, string kid, TimeSpan? lifetime = null, string? issuedBy = null) => Sign(algorithm, kid, bytes => algorithm switch
    {
        "RS256" => (kid == "short" ? shortRsa : rsa).SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        "PS256" => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        _ => ec.SignData(bytes, HashAlgorithmName.SHA256),
    }, lifetime, issuedBy);

    private string Sign(string algorithm, string kid, Func<byte[], byte[]> sign, TimeSpan? lifetime = null, string? issuedBy = null)
    {
        var now = TimeProvider.System.GetUtcNow();
        var token = new ForgedToken(ec, kid, now);
        token.Header["alg"] = algorithm;
        token.Claims["iss"] = issuedBy ?? Address;
        token.Claims["exp"] = (now + (lifetime ?? TimeSpan.FromHours(1))).ToUnixTimeSeconds();
        return token.SignWith(sign);
    }

    private async Task<HttpStatusCode> StatusAsync(string token)
    {
        using var answer = await host.GetAsync("/any", token);
        return answer.StatusCode;
    }

    private static JsonObject Rsa(string kid, RSA key)
    {
        var numbers = key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = kid,
            ["use"] = "sig",
            ["n"] = Base64Url.EncodeToString(numbers.Modulus),
            ["e"] = Base64Url.EncodeToString(numbers.Exponent),
        };
    }
}
