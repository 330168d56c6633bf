using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Hosting.Telemetry;

/// <summary>Names a request's span after its route and says for whom and with what status, as OpenTelemetry's conventions ask.</summary>
internal static class RequestTrace
{
    public static void Describe(HttpContext http, Guid? organization, Guid correlation)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } span) return;
        if (http.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } route })
        {
            span.DisplayName = $"{http.Request.Method} {route}";
            span.SetTag("http.route", route);
        }
        span.SetTag("intentengine.organization_id", organization?.ToString("D"));
        span.SetTag("intentengine.correlation_id", correlation.ToString("D"));
        http.Response.OnStarting(() =>
        {
            span.SetTag("http.response.status_code", http.Response.StatusCode);
            if (http.Response.StatusCode >= 500) span.SetStatus(ActivityStatusCode.Error);
            return Task.CompletedTask;
        });
    }
}
