using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace IntentEngine.Hosting.OpenApi;

/// <summary>The problems that operations refer to: one schema, and a response for each status.</summary>
internal sealed class ProblemComponents : IOpenApiDocumentTransformer
{
    /// <summary>What any operation may answer when something is broken or away.</summary>
    public const string Default = "Failure";

    private const string Schema = "Problem";

    private static readonly Dictionary<int, (string Name, string Description)> ByStatus = new()
    {
        [400] = ("BadRequest", "The request breaks a rule; errors lists the faults of each field."),
        [401] = ("Unauthorized", "There is no valid token."),
        [403] = ("Forbidden", "The token's roles are not enough; required_roles lists those of which one is needed."),
        [404] = ("NotFound", "It is not there, or another organization's."),
        [409] = ("Conflict", "The present state refuses this."),
        [413] = ("TooLarge", "The body is larger than this route takes."),
        [415] = ("UnsupportedMediaType", "The body is not in a format this route reads."),
        [422] = ("Unprocessable", "It cannot be done as asked, for example under an Idempotency-Key that was used for another request."),
        [423] = ("Locked", "A gate refuses; required_action says what opens it."),
        [429] = ("TooManyRequests", "Too many requests; Retry-After says how long to wait."),
        [503] = ("Unavailable", "Something this needs is away; Retry-After says how long to wait."),
    };

    /// <summary>The response of a status.</summary>
    /// <exception cref="InvalidOperationException">No such problem is described.</exception>
    public static string NameOf(int status) => ByStatus.TryGetValue(status, out var known)
        ? known.Name
        : throw new InvalidOperationException($"A route states the problem {status}, which is not described; expected one of {string.Join(", ", ByStatus.Keys)}. Add it to {nameof(ProblemComponents)}.");

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Responses ??= new Dictionary<string, IOpenApiResponse>();
        document.Components.Schemas[Schema] = ProblemSchema();
        foreach (var (name, description) in ByStatus.Values.Append((Default, "It failed; detail says what to do, and trace_id what to quote.")))
            document.Components.Responses[name] = new OpenApiResponse
            {
                Description = description,
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Schema, document) } },
            };
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "Problem details (RFC 9457), and what the case adds.",
        Required = new HashSet<string> { "title", "status", "detail" },
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["type"] = Text("Where the status is explained."),
            ["title"] = Text("The status in words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer, Description = "The status again." },
            ["detail"] = Text("What was expected, what came, and what to do."),
            ["instance"] = Text("The path that was asked for."),
            ["trace_id"] = Text("To quote in a report."),
        },
    };

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
