using System.Diagnostics;
using IntentEngine.Hosting.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Hosting.Organizations;

/// <summary>Fills <see cref="OrganizationContext"/> from the verified token and the connection, and names both in the logs.</summary>
internal sealed class OrganizationMiddleware(RequestDelegate next, ILogger<OrganizationMiddleware> logger)
{
    public const string CorrelationHeader = "X-Correlation-Id";

    public async Task InvokeAsync(HttpContext http, OrganizationContext context)
    {
        context.IpAddress = http.Connection.RemoteIpAddress is { IsIPv4MappedToIPv6: true } mapped ? mapped.MapToIPv4() : http.Connection.RemoteIpAddress;
        context.UserAgent = UserAgent(http);
        context.CorrelationId = Correlation(http);
        http.Response.Headers[CorrelationHeader] = context.CorrelationId.ToString("D");
        if (http.User.Identity is { IsAuthenticated: true })
            context.Set(
                Guid.ParseExact(http.User.FindFirst("org")!.Value, "D"),
                http.User.FindFirst("sub")!.Value,
                [.. http.User.FindAll("roles").Select(role => role.Value)]);

        RequestTrace.Describe(http, context.IsSet ? context.OrganizationId : null, context.CorrelationId);
        using (logger.BeginScope(new Dictionary<string, object?>
        {
            ["organization_id"] = context.IsSet ? context.OrganizationId : null,
            ["correlation_id"] = context.CorrelationId,
        }))
            await next(http);
    }

    private static string? UserAgent(HttpContext http)
    {
        var sent = http.Request.Headers.UserAgent.ToString();
        return sent.Length switch { 0 => null, > 512 => sent[..512], _ => sent };
    }

    private static Guid Correlation(HttpContext http)
    {
        if (Guid.TryParse(http.Request.Headers[CorrelationHeader], out var sent) && sent != Guid.Empty) return sent;
        return Activity.Current is { IdFormat: ActivityIdFormat.W3C } trace ? Guid.ParseExact(trace.TraceId.ToHexString(), "N") : Guid.NewGuid();
    }
}
