using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Hosting.OpenApi;

/// <summary>Describes the problems an operation can answer: those that follow from its shape, and those its route states (<see cref="AnswersProblems"/>).</summary>
internal sealed class ProblemAnswers : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Responses ??= [];
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        foreach (var status in OfShape(operation, context, metadata).Concat(metadata.OfType<AnswersProblems>().SelectMany(stated => stated.Statuses)).Distinct().Order())
            operation.Responses.TryAdd($"{status}", new OpenApiResponseReference(ProblemComponents.NameOf(status), context.Document));
        operation.Responses.TryAdd("default", new OpenApiResponseReference(ProblemComponents.Default, context.Document));
        return Task.CompletedTask;
    }

    private static IEnumerable<int> OfShape(OpenApiOperation operation, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        var changes = IdempotencyMiddleware.Changes(context.Description.HttpMethod ?? "");
        if (operation.Parameters is { Count: > 0 } || operation.RequestBody is not null) yield return 400;
        if (!metadata.OfType<IAllowAnonymous>().Any())
        {
            yield return 401;
            yield return 403;
        }

        // What an address names may not be there, or be somebody else's.
        if (context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true) yield return 404;
        if (changes) yield return 409;
        if (operation.RequestBody is not null)
        {
            yield return 413;
            yield return 415;
        }

        if (changes && metadata.OfType<TakesIdempotencyKey>().Any()) yield return 422;
    }
}
