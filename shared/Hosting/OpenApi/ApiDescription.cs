using IntentEngine.Hosting.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Hosting.OpenApi;

/// <summary><c>/openapi/v1.json</c>: what this process answers, for anyone in Development and for any token elsewhere.</summary>
internal static class ApiDescription
{
    public static IServiceCollection AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        // Slices name their bodies Request and Response: without the slice's name all of them would be one schema.
        options.CreateSchemaReferenceId = json => json.Type is { IsNested: true, DeclaringType: { } slice }
            ? $"{slice.Name}{json.Type.Name}"
            : OpenApiOptions.CreateDefaultSchemaReferenceId(json);
        options.AddDocumentTransformer<BearerScheme>();
        options.AddOperationTransformer<RequestConventions>();
        // After the conventions: it looks at the parameters they add.
        options.AddOperationTransformer<ProblemAnswers>();
        options.AddDocumentTransformer<ProblemComponents>();
    });

    public static void MapApiDescription(this WebApplication app)
    {
        var document = app.MapOpenApi("/openapi/{documentName}.json");
        if (app.Environment.IsDevelopment()) document.AllowAnonymous();
        else document.RequireAuthorization(Policies.Any);
    }
}
