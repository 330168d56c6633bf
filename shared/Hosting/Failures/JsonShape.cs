using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Options;

namespace IntentEngine.Hosting.Failures;

/// <summary>What the body of a route should look like, by JSON path such as <c>profile.goals[0]</c>.</summary>
internal sealed class JsonShape(IOptions<JsonOptions> json)
{
    /// <summary>The names an object may have there; empty when it is unknown or not an object.</summary>
    public string[] Members(HttpContext http, string path) =>
        At(http, path) is { Kind: JsonTypeInfoKind.Object } shape ? [.. shape.Properties.Select(p => p.Name)] : [];

    /// <summary>What is expected there, in words.</summary>
    public string Expected(HttpContext http, string path) => At(http, path) switch
    {
        null => "another kind of value (see /openapi/v1.json)",
        { Kind: JsonTypeInfoKind.Enumerable } => "a list",
        { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary } => "an object",
        { Type: var type } when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } words =>
            $"one of {string.Join(", ", Enum.GetNames(words).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}",
        var shape => TypeNames.Of((Nullable.GetUnderlyingType(shape.Type) ?? shape.Type).Name),
    };

    private JsonTypeInfo? At(HttpContext http, string path)
    {
        // While an exception is handled the endpoint is only here.
        var endpoint = http.Features.Get<IExceptionHandlerFeature>()?.Endpoint ?? http.GetEndpoint();
        if (endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is not { } type) return null;
        var shape = json.Value.SerializerOptions.GetTypeInfo(type);
        foreach (var step in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            var name = step.Split('[')[0];
            if (shape.Properties.FirstOrDefault(p => p.Name == name) is not { } property) return null;
            shape = json.Value.SerializerOptions.GetTypeInfo(property.PropertyType);
            if (step.Contains('[', StringComparison.Ordinal) && shape.ElementType is { } element)
                shape = json.Value.SerializerOptions.GetTypeInfo(element);
        }
        return shape;
    }
}
