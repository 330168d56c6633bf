using IntentEngine.Hosting.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Hosting.Failures;

/// <summary>Registers problem details for exceptions, unreadable requests and bare status codes.</summary>
internal static class FailureExtensions
{
    public static IServiceCollection AddFailures(this IServiceCollection services)
    {
        // Ours is asked before the framework's writer, which gives up when the client does not accept JSON.
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddProblemDetails();
        services.AddSingleton<JsonShape>();
        services.AddSingleton<JsonFailures>();
        services.AddSingleton<BindingFailures>();
        services.AddExceptionHandler<FailureHandler>();
        // Otherwise an unreadable parameter is an empty 400 in Production and an exception page in Development.
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        return services;
    }

    public static void UseFailures(this IApplicationBuilder app)
    {
        app.UseExceptionHandler();
        app.UseStatusCodePages(context => context.HttpContext.Response.StatusCode == StatusCodes.Status413PayloadTooLarge
            ? BodyLimit.RefuseAsync(context.HttpContext)
            : Explain(context.HttpContext).ExecuteAsync(context.HttpContext));
    }

    private static Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult Explain(HttpContext http) => http.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => Problems.NotFound($"Nothing answers {http.Request.Method} {http.Request.Path}. Ids are UUIDs; the routes are listed in /openapi/v1.json."),
        StatusCodes.Status405MethodNotAllowed => Problems.Of(405, $"{http.Request.Method} is not answered here; allowed: {http.Response.Headers.Allow}."),
        StatusCodes.Status415UnsupportedMediaType =>
            Problems.UnsupportedMediaType($"Expected Content-Type application/json; came {(string.IsNullOrEmpty(http.Request.ContentType) ? "none" : $"'{http.Request.ContentType}'")}."),
        StatusCodes.Status502BadGateway => Problems.Of(502, "The service behind the gateway broke off; whether the change happened is shown by reading the resource again."),
        StatusCodes.Status503ServiceUnavailable => Problems.Unavailable("No instance of the service is ready; try again."),
        StatusCodes.Status504GatewayTimeout => Problems.Of(504, "No answer came in time; whether the change happened is shown by reading the resource again."),
        var status => Problems.Of(status, "The request was not accepted; see the status."),
    };
}
