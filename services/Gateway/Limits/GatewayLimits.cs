using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using IntentEngine.Gateway.Routing;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Gateway.Limits;

/// <summary>Limits callers: by organization when their token is good, by address when it is not. Health is never limited.</summary>
public static class GatewayLimits
{
    /// <summary>Registers the limits; <see cref="UseGatewayLimits"/> applies them.</summary>
    public static IServiceCollection AddGatewayLimits(this IServiceCollection services, LimitSettings limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return services.AddRateLimiter(options =>
        {
            options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(http => Partition(http, limits));
            options.OnRejected = (context, cancel) => RefuseAsync(context);
        });
    }

    /// <summary>Applies the limits. Comes after authentication and before authorization, so that guessing tokens is limited too.</summary>
    public static IApplicationBuilder UseGatewayLimits(this IApplicationBuilder app) =>
        app.UseWhen(http => !http.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal), limited => limited.UseRateLimiter());

    private static RateLimitPartition<string> Partition(HttpContext http, LimitSettings limits)
    {
        var caller = http.RequestServices.GetRequiredService<OrganizationContext>();
        return caller.IsSet
            ? RateLimitPartition.GetTokenBucketLimiter($"organization {caller.OrganizationId}", _ => Bucket(limits.OrganizationPerSecond, limits.OrganizationBurst))
            : RateLimitPartition.GetTokenBucketLimiter($"address {Network(caller.IpAddress)}", _ => Bucket(limits.AddressPerSecond, limits.AddressBurst));
    }

    // Refilled ten times a second where the rate divides, so that a steady caller does not wait for the next full second.
    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = perSecond % 10 == 0 ? perSecond / 10 : perSecond,
        ReplenishmentPeriod = perSecond % 10 == 0 ? TimeSpan.FromMilliseconds(100) : TimeSpan.FromSeconds(1),
        QueueLimit = 0,
        AutoReplenishment = true,
    };

    // A household or a server owns a whole /64 of IPv6: its addresses are one caller.
    private static string Network(IPAddress? address) => address switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes()[..8]),
        _ => address.ToString(),
    };

    private static async ValueTask RefuseAsync(OnRejectedContext context)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, (int)Math.Ceiling(after.TotalSeconds)) : 1;
        context.HttpContext.Response.Headers[HeaderNames.RetryAfter] = wait.ToString(CultureInfo.InvariantCulture);
        var caller = context.HttpContext.RequestServices.GetRequiredService<OrganizationContext>();
        var whose = caller.IsSet ? "This organization" : "This address, without a valid token,";
        var reason = $"{whose} sends more requests than it may; wait {wait} s and send fewer at once.";
        // OpenLineage clients drop an event at any 4xx and send it again at 503.
        var refusal = caller.IsSet && context.HttpContext.Request.Path.StartsWithSegments(ServiceRoutes.OpenLineage, StringComparison.Ordinal)
            ? Problems.Unavailable(reason)
            : Problems.TooManyRequests(reason);
        await refusal.ExecuteAsync(context.HttpContext);
    }
}
