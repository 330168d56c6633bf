using System.Text.Encodings.Web;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Reads <c>Authorization: Bearer …</c> and answers 401 with problem details and <c>WWW-Authenticate</c>.</summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, TokenVerifier verifier)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";
    private const string Prefix = SchemeName + " ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization;
        if (header.Count == 0) return AuthenticateResult.NoResult();
        if (header.Count > 1) return AuthenticateResult.Fail("There is more than one Authorization header.");
        var value = header.ToString();
        if (!value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.Fail("The Authorization header is not of the form 'Bearer <token>'.");
        try
        {
            var principal = await verifier.VerifyAsync(value[Prefix.Length..], Context.RequestAborted);
            return AuthenticateResult.Success(new AuthenticationTicket(principal, SchemeName));
        }
        catch (TokenException refusal)
        {
            return AuthenticateResult.Fail(refusal.Message);
        }
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var failure = (await HandleAuthenticateOnceSafeAsync()).Failure;
        Response.Headers[HeaderNames.WWWAuthenticate] = failure is null
            ? $"{SchemeName} realm=\"intent-engine\""
            : $"{SchemeName} realm=\"intent-engine\", error=\"invalid_token\", error_description=\"{failure.Message.Replace('"', '\'')}\"";
        var detail = failure?.Message ?? "There is no Authorization header; send 'Authorization: Bearer <token>'.";
        await Problems.Unauthorized(detail).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Problems.Forbidden("The token does not carry a role that may do this.").ExecuteAsync(Context);
}
