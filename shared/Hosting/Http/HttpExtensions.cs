using System.Net;
using System.Text.Json.Serialization;
using IntentEngine.Contracts;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Settings;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Hosting.Http;

/// <summary>Registers the limits of the server, the JSON of requests and who may speak for a client's address.</summary>
internal static class HttpExtensions
{
    public static IServiceCollection AddHttpLimits(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.Require<HttpSettings>("Http");
        services.Configure<KestrelServerOptions>(kestrel => Limit(kestrel, settings));
        services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = settings.RequestTimeout,
            TimeoutStatusCode = StatusCodes.Status504GatewayTimeout,
        });
        services.Configure<ForwardedHeadersOptions>(options => Trust(options, settings.KnownProxies));
        services.ConfigureHttpJsonOptions(options =>
        {
            var json = options.SerializerOptions;
            ContractJson.Apply(json);
            // Requests are read strictly: what is not understood must not silently be dropped.
            json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            json.AllowDuplicateProperties = false;
            json.RespectNullableAnnotations = true;
            json.RespectRequiredConstructorParameters = true;
            json.PropertyNameCaseInsensitive = false;
        });
        return services;
    }

    private static void Limit(KestrelServerOptions kestrel, HttpSettings settings)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = settings.MaximumBodyBytes;
        kestrel.Limits.MaxRequestHeaderCount = 64;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(130);
    }

    private static void Trust(ForwardedHeadersOptions options, IReadOnlyList<string> proxies)
    {
        options.ForwardedHeaders = proxies.Count == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // One hop: the gateway strips what it is sent and adds its own.
        options.ForwardLimit = 1;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            if (System.Net.IPNetwork.TryParse(proxy, out var network)) options.KnownIPNetworks.Add(network);
            else if (IPAddress.TryParse(proxy, out var address)) options.KnownProxies.Add(address);
            else throw new SettingsException($"'Http:KnownProxies' expects addresses or networks such as 10.0.0.0/8; came '{proxy}'.");
        }
    }

    /// <summary>Refuses a body that is too large, and one that announces itself as JSON that is not UTF-8 (RFC 8259 §8.1).</summary>
    public static void UseBodyRules(this IApplicationBuilder app)
    {
        app.UseBodyLimit();
        app.Use((http, next) => http.Request.HasJsonContentType()
            && MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type)
            && type.Charset is { HasValue: true } charset
            && !HeaderUtilities.RemoveQuotes(charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                ? Problems.UnsupportedMediaType($"Expected JSON in UTF-8; came charset '{charset}'.").ExecuteAsync(http)
                : next(http));
    }

    /// <summary>Headers that keep a browser from guessing.</summary>
    public static void UseSafeHeaders(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    });
}
