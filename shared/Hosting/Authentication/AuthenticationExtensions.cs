using IntentEngine.Hosting.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Hosting.Authentication;

/// <summary>Registers bearer tokens, roles and policies.</summary>
internal static class AuthenticationExtensions
{
    public static IServiceCollection AddTokens(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var settings = configuration.Require<AuthenticationSettings>("Authentication");
        Check(settings, environment);
        services.AddSingleton(provider => new TokenVerifier(
            settings,
            settings.Authority is null ? null : new OidcIssuer(settings, IssuerClient(), requireHttps: !environment.IsDevelopment()),
            settings.DevelopmentKeyFile is { } path ? DevelopmentTokens.LoadOrCreate(path, provider.GetRequiredService<TimeProvider>()) : null,
            provider.GetRequiredService<TimeProvider>()));
        services.AddAuthentication(BearerHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(BearerHandler.SchemeName, null);
        services.AddAuthorization(Policies.Register);
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RoleRefusal>();
        return services;
    }

    // Keys are small and near: a slow or endless answer must not hold requests.
    private static HttpClient IssuerClient() =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = TimeSpan.FromSeconds(5),
            MaxResponseContentBufferSize = 1024 * 1024,
        };

    private static void Check(AuthenticationSettings settings, IHostEnvironment environment)
    {
        if (settings.DevelopmentKeyFile is not null && !environment.IsDevelopment())
            throw new SettingsException(
                $"'Authentication:DevelopmentKeyFile' is only for the Development environment; this is {environment.EnvironmentName}. Remove it and set 'Authentication:Authority'.");
        if (settings.Authority is null && settings.DevelopmentKeyFile is null)
            throw new SettingsException(
                "Nobody could log in: set 'Authentication:Authority' to your OIDC issuer, or in Development 'Authentication:DevelopmentKeyFile' to a file for the key.");
        if (settings.Authority is { } authority && (!authority.IsAbsoluteUri || (authority.Scheme != Uri.UriSchemeHttps && !environment.IsDevelopment())))
            throw new SettingsException($"'Authentication:Authority' must be an absolute https address; came '{authority}'.");
    }
}
