using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Messaging.Database;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Hosting.Requests;

/// <summary>Gives whoever repeats a request under its <c>Idempotency-Key</c> the first answer again, and refuses the key for another request (422).</summary>
/// <remarks>The answer was stored in the transaction of its effect, so there is no answer without its effect and no effect without its answer.</remarks>
public sealed class ReplayFilter<TDatabase>(TDatabase database) : IEndpointFilter where TDatabase : ServiceDatabase
{
    private const string Select = "select request_hash, status_code, body, location from idempotency_keys where organization_id = $1 and key = $2";

    /// <inheritdoc/>
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var http = context.HttpContext;
        if (http.Features.Get<IdempotencyFeature>() is not { } request) return await next(context);
        if (await Find(http, request) is { } stored) return Replay(http, request, stored);
        try
        {
            var answer = await next(context);
            // Refused, perhaps for what the same request did that came at the same moment and committed in the meantime.
            return IsRefusal(answer) && await Find(http, request) is { } first ? Replay(http, request, first) : answer;
        }
        catch (IdempotencyConflictException)
        {
            // The same request came twice at once and the other committed first: its answer is ours.
            if (await Find(http, request) is { } winner) return Replay(http, request, winner);
            throw;
        }
    }

    private Task<StoredReply?> Find(HttpContext http, IdempotencyFeature request)
    {
        var organizationId = http.RequestServices.GetRequiredService<OrganizationContext>().OrganizationId;
        return database.ReadAsync(organizationId, Select, [Parameter.Uuid(organizationId), Parameter.Text(request.Key)],
            async row => await row.ReadAsync(http.RequestAborted)
                ? new StoredReply(request.Key, row.GetFieldValue<byte[]>(0), row.GetInt32(1), row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3))
                : null,
            http.RequestAborted);
    }

    private static bool IsRefusal(object? answer) => answer switch
    {
        INestedHttpResult nested => IsRefusal(nested.Result),
        IStatusCodeHttpResult { StatusCode: >= 400 } => true,
        _ => false,
    };

    private static object Replay(HttpContext http, IdempotencyFeature request, StoredReply stored)
    {
        if (!stored.RequestHash.AsSpan().SequenceEqual(request.RequestHash))
            return Problems.Unprocessable($"This {IdempotencyFeature.HeaderName} was used for another request; expected the same method, path and body. Choose a new key.");
        if (stored.Location is { } location) http.Response.Headers.Location = location;
        return TypedResults.Text(stored.Body, "application/json; charset=utf-8", statusCode: stored.StatusCode);
    }
}

/// <summary>Makes the answers that <see cref="ReplayFilter{TDatabase}"/> gives again.</summary>
public static class StoredReplies
{
    /// <summary>The answer to keep under the caller's key, written as it is sent.</summary>
    public static StoredReply Of<T>(IdempotencyFeature key, int statusCode, T body, string? location = null)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new StoredReply(key.Key, key.RequestHash, statusCode, JsonSerializer.Serialize(body, ContractJson.Options), location);
    }
}
