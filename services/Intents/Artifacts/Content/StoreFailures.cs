using IntentEngine.ContentStore;
using IntentEngine.Hosting.Failures;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace IntentEngine.Intents.Artifacts.Content;

/// <summary>What callers and operators are told when the content store fails. Callers are not told where it is.</summary>
internal static partial class StoreFailures
{
    /// <summary>503: it does not work at the moment.</summary>
    public static ProblemHttpResult Away(HttpContext http, ContentStoreUnavailableException failure)
    {
        LogAway(Logger(http), failure, http.Request.Method, http.Request.Path);
        http.Response.Headers[HeaderNames.RetryAfter] = "5";
        return Problems.Unavailable("The content store does not work at the moment; nothing was changed by this request; try again.");
    }

    /// <summary>503: a registered content is not where it was written. Somebody has to look.</summary>
    public static ProblemHttpResult Lost(HttpContext http, string artifactId, string sha256)
    {
        LogLost(Logger(http), artifactId, sha256);
        return Problems.Unavailable($"The content of artifact '{artifactId}' is registered but not in the content store. This was logged; an operator must restore it.");
    }

    private static ILogger Logger(HttpContext http) => http.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(StoreFailures));

    [LoggerMessage(2301, LogLevel.Error, "{Method} {Path} needs the content store")]
    private static partial void LogAway(ILogger logger, Exception exception, string method, PathString path);

    [LoggerMessage(2302, LogLevel.Error, "The content {Sha256} of artifact {ArtifactId} is missing from the content store")]
    private static partial void LogLost(ILogger logger, string artifactId, string sha256);
}
