using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace IntentEngine.Hosting.Authentication;

/// <summary>The keys of an OIDC issuer: discovered, cached, and read again when a token names a key that is not known.</summary>
/// <remarks>The library reads them at most once per <see cref="AuthenticationSettings.KeyRefreshInterval"/> on request, daily otherwise, and keeps the last good set when the issuer is down.</remarks>
internal sealed class OidcIssuer(AuthenticationSettings settings, HttpClient http, bool requireHttps)
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> configuration = new(
        $"{settings.Authority!.AbsoluteUri.TrimEnd('/')}/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever(http) { RequireHttps = requireHttps })
    {
        RefreshInterval = settings.KeyRefreshInterval,
    };

    public async Task<IssuerKeys> CurrentAsync(CancellationToken cancel)
    {
        try
        {
            var found = await configuration.GetConfigurationAsync(cancel);
            return new IssuerKeys(found.Issuer, settings.MaximumLifetime, [.. found.SigningKeys], RefreshAsync);
        }
        catch (InvalidOperationException failure)
        {
            throw new IdentityProviderUnavailableException(settings.Authority!, failure);
        }
    }

    private Task<IssuerKeys> RefreshAsync(CancellationToken cancel)
    {
        configuration.RequestRefresh();
        return CurrentAsync(cancel);
    }
}
