using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Http;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace IntentEngine.Hosting.Failures;

/// <summary>The one place where an exception becomes an answer. Bad input is never a 500, and no answer carries a stack trace.</summary>
internal sealed partial class FailureHandler(BindingFailures bindings, ILogger<FailureHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge })
        {
            await BodyLimit.RefuseAsync(httpContext);
            return true;
        }

        var problem = exception switch
        {
            InvalidRequestException invalid => Problems.BadRequest(invalid.Errors),
            BadHttpRequestException binding => bindings.Explain(httpContext, binding),
            IdentityProviderUnavailableException => Unavailable(httpContext, exception, "The identity provider cannot be reached; try again."),
            ConcurrencyException =>
                Unavailable(httpContext, exception, "Too many changes meet on this resource at the moment; nothing was changed by this request; try again."),
            MassTransit.RequestTimeoutException =>
                Unavailable(httpContext, exception, "No answer came in time; whether the change happened is shown by reading the resource again."),
            PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation or PostgresErrorCodes.ExclusionViolation } =>
                Unavailable(httpContext, exception, "Another change met this one; nothing was changed by this request; try again."),
            _ when TransientFaults.IsTransient(exception) =>
                Unavailable(httpContext, exception, "The database cannot answer at the moment; whether the change happened is shown by reading the resource again."),
            _ => Internal(httpContext, exception),
        };
        await problem.ExecuteAsync(httpContext);
        return true;
    }

    private ProblemHttpResult Unavailable(HttpContext http, Exception exception, string detail)
    {
        LogUnavailable(logger, exception, http.Request.Method, http.Request.Path);
        http.Response.Headers[HeaderNames.RetryAfter] = "1";
        return Problems.Unavailable(detail);
    }

    private ProblemHttpResult Internal(HttpContext http, Exception exception)
    {
        LogInternal(logger, exception, http.Request.Method, http.Request.Path);
        return Problems.Of(StatusCodes.Status500InternalServerError, "This is a fault of the service, and it was logged. When you report it, quote the trace_id.");
    }

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} failed")]
    private static partial void LogInternal(ILogger logger, Exception exception, string method, PathString path);

    [LoggerMessage(1002, LogLevel.Warning, "{Method} {Path} needs something that is away")]
    private static partial void LogUnavailable(ILogger logger, Exception exception, string method, PathString path);
}
