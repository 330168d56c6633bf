using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace IntentEngine.Hosting.Failures;

/// <summary>Every refusal as problem details (RFC 9457): <c>title, status, detail, instance, trace_id</c> and what the case adds.</summary>
/// <remarks>A detail says what was expected, what came and what to do. Status codes as in spec semantics §5 and the seeds.</remarks>
public static class Problems
{
    /// <summary>400: the request breaks a rule that no single field carries.</summary>
    public static ProblemHttpResult BadRequest(string detail) => Of(StatusCodes.Status400BadRequest, detail);

    /// <summary>400 with the faults of each field, keyed by the name the client wrote.</summary>
    public static ProblemHttpResult BadRequest(IReadOnlyDictionary<string, string[]> errors) =>
        Of(StatusCodes.Status400BadRequest, InvalidRequestException.Summary(errors), new() { ["errors"] = errors });

    /// <summary>401: who asks is unknown.</summary>
    public static ProblemHttpResult Unauthorized(string detail) => Of(StatusCodes.Status401Unauthorized, detail);

    /// <summary>403: known, but not allowed. <paramref name="requiredRoles"/> lists the roles of which one is needed.</summary>
    public static ProblemHttpResult Forbidden(string detail, params string[] requiredRoles)
    {
        ArgumentNullException.ThrowIfNull(requiredRoles);
        return Of(StatusCodes.Status403Forbidden, detail, requiredRoles.Length == 0 ? null : new() { ["required_roles"] = requiredRoles });
    }

    /// <summary>404: not there, or not this organization's (the two must look the same).</summary>
    public static ProblemHttpResult NotFound(string detail) => Of(StatusCodes.Status404NotFound, detail);

    /// <summary>409: the present state refuses this.</summary>
    public static ProblemHttpResult Conflict(string detail, Dictionary<string, object?>? extensions = null) =>
        Of(StatusCodes.Status409Conflict, detail, extensions);

    /// <summary>413: the body is larger than this route takes.</summary>
    public static ProblemHttpResult TooLarge(string detail) => Of(StatusCodes.Status413PayloadTooLarge, detail);

    /// <summary>415: the body is not in a format this route reads.</summary>
    public static ProblemHttpResult UnsupportedMediaType(string detail) => Of(StatusCodes.Status415UnsupportedMediaType, detail);

    /// <summary>422: well formed, but it cannot be done as asked (an idempotency key that was used for another request).</summary>
    public static ProblemHttpResult Unprocessable(string detail, Dictionary<string, object?>? extensions = null) =>
        Of(StatusCodes.Status422UnprocessableEntity, detail, extensions);

    /// <summary>423: a gate refuses. <paramref name="extensions"/> carry the seed's body: <c>error, workflow_status, required_action, …</c></summary>
    public static ProblemHttpResult Locked(string detail, Dictionary<string, object?>? extensions = null) =>
        Of(StatusCodes.Status423Locked, detail, extensions);

    /// <summary>429: too many requests. The caller sets <c>Retry-After</c>.</summary>
    public static ProblemHttpResult TooManyRequests(string detail) => Of(StatusCodes.Status429TooManyRequests, detail);

    /// <summary>503: something this service needs is away for now. The caller sets <c>Retry-After</c>.</summary>
    public static ProblemHttpResult Unavailable(string detail) => Of(StatusCodes.Status503ServiceUnavailable, detail);

    /// <summary>Any status, titled with its reason phrase.</summary>
    /// <param name="status">100 to 599.</param>
    /// <param name="detail">What was expected, what came, what to do.</param>
    /// <param name="extensions">More members, in snake_case; null: none.</param>
    public static ProblemHttpResult Of(int status, string detail, Dictionary<string, object?>? extensions = null) =>
        TypedResults.Problem(detail, statusCode: status, title: ReasonPhrases.GetReasonPhrase(status), extensions: extensions);
}
