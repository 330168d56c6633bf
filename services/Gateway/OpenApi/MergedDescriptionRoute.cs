using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Gateway.OpenApi;

/// <summary><c>GET /openapi/v1.json</c>: what all services answer, for anyone in Development and for any token elsewhere.</summary>
internal static class MergedDescriptionRoute
{
    public static IServiceCollection AddMergedApiDescription(this IServiceCollection services)
    {
        services.AddHttpClient(ServiceDescriptions.ClientName, client =>
        {
            client.Timeout = TimeSpan.FromSeconds(5);
            client.MaxResponseContentBufferSize = 4 * 1024 * 1024;
        });
        return services.AddSingleton<ServiceDescriptions>();
    }

    public static void MapMergedApiDescription(this IEndpointRouteBuilder app)
    {
        var route = app.MapGet("/openapi/v1.json", Handle).ExcludeFromDescription();
        if (app.ServiceProvider.GetRequiredService<IHostEnvironment>().IsDevelopment()) route.AllowAnonymous();
        else route.RequireAuthorization(Policies.Any);
    }

    internal static async Task<Results<ContentHttpResult, ProblemHttpResult>> Handle(
        HttpContext http, ServiceDescriptions descriptions, CancellationToken cancel)
    {
        var caller = AuthenticationHeaderValue.TryParse(http.Request.Headers.Authorization, out var sent) ? sent : null;
        return await descriptions.GetAsync(caller, cancel) is { } document
            ? TypedResults.Content(document.ToJsonString(), "application/json")
            : Problems.Unavailable("No service is ready to describe itself; try again.");
    }
}
