using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Hosting.OpenApi;

/// <summary>Titles the document and says that every operation wants a bearer token.</summary>
internal sealed class BearerScheme : IOpenApiDocumentTransformer
{
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info.Title = "IntentEngine";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["bearer"] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "Claims: sub, org (the organization's UUID) and roles (member, content_manager, admin, worker).",
        };
        document.Security ??= [];
        document.Security.Add(new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("bearer", document)] = [] });
        // Where this process listens is not part of what it answers.
        document.Servers?.Clear();
        return Task.CompletedTask;
    }
}
