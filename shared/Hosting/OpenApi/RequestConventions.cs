using System.Reflection;
using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Hosting.OpenApi;

/// <summary>Describes what binds itself and is invisible to the framework: paging and <c>Idempotency-Key</c>.</summary>
internal sealed class RequestConventions : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        if (metadata.OfType<MethodInfo>().FirstOrDefault()?.GetParameters().Any(p => p.ParameterType == typeof(Paging)) == true)
        {
            operation.Parameters.Add(Number("limit", $"How many items, 1 to {Paging.MaximumLimit}; default {Paging.DefaultLimit}.", 1, Paging.MaximumLimit));
            operation.Parameters.Add(Number("offset", "How many items to skip, 0 or more; default 0.", 0, int.MaxValue));
        }
        if (metadata.OfType<TakesIdempotencyKey>().Any() && IdempotencyMiddleware.Changes(context.Description.HttpMethod ?? ""))
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = IdempotencyFeature.HeaderName,
                In = ParameterLocation.Header,
                Description = "1 to 255 printable characters. The same key with the same request gives the first answer again.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyFeature.MaximumKeyLength },
            });
        return Task.CompletedTask;
    }

    private static OpenApiParameter Number(string name, string description, int minimum, int maximum) => new()
    {
        Name = name,
        In = ParameterLocation.Query,
        Description = description,
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = minimum.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = maximum.ToString(System.Globalization.CultureInfo.InvariantCulture),
        },
    };
}
