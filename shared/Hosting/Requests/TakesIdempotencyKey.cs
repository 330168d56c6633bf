using Microsoft.AspNetCore.Builder;

namespace IntentEngine.Hosting.Requests;

/// <summary>Marks routes whose POST, PUT, PATCH and DELETE take an <c>Idempotency-Key</c>.</summary>
public sealed class TakesIdempotencyKey
{
    internal static TakesIdempotencyKey Instance { get; } = new();
}

/// <summary>Puts the mark on a route or a group.</summary>
public static class IdempotencyExtensions
{
    /// <summary>
    /// Requests that change something may carry an <c>Idempotency-Key</c>; handlers then find an <see cref="IdempotencyFeature"/>
    /// (as a parameter, or among the request's features) and store it in the transaction of the change.
    /// </summary>
    public static TBuilder WithIdempotencyKey<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(TakesIdempotencyKey.Instance);
}
