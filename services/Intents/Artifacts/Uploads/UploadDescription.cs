using IntentEngine.Hosting.Requests;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Intents.Artifacts.Uploads;

/// <summary>Describes a body that no parameter binds: the content itself, or a form with one file.</summary>
internal static class UploadDescription
{
    public static Task Add(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var file = new OpenApiSchema { Type = JsonSchemaType.String, Format = "binary" };
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Description = $"The content, with its media type: one of {string.Join(", ", MediaTypes.Known)}, or what the operator added. Or a form with exactly one file.",
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["*/*"] = new() { Schema = file },
                ["multipart/form-data"] = new() { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, Properties = new Dictionary<string, IOpenApiSchema> { ["file"] = file } } },
            },
        };
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = IdempotencyFeature.HeaderName,
            In = ParameterLocation.Header,
            Description = "1 to 255 printable characters. The same key with the same content gives the same artifact.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyFeature.MaximumKeyLength },
        });
        return Task.CompletedTask;
    }
}
