using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Lineage.OpenLineage;

/// <summary>Describes the bodies of events, which are read by hand: they may be packed, and their facets are other people's.</summary>
internal static class EventDescription
{
    public static Task OfOne(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        operation.RequestBody = Body("An event of OpenLineage 1-0-0 to 2-0-2; Content-Encoding may be gzip.", JsonSchemaType.Object);
        return Task.CompletedTask;
    }

    public static Task OfMany(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        operation.RequestBody = Body("A list of events; Content-Encoding may be gzip.", JsonSchemaType.Array);
        return Task.CompletedTask;
    }

    private static OpenApiRequestBody Body(string description, JsonSchemaType type) => new()
    {
        Required = true,
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            ["application/json"] = new() { Schema = type == JsonSchemaType.Array ? new OpenApiSchema { Type = type, Items = new OpenApiSchema { Type = JsonSchemaType.Object } } : new OpenApiSchema { Type = type } },
        },
    };
}
