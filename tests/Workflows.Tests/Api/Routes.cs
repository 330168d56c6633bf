using IntentEngine.Workflows.Hosts;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Api;

/// <summary>Every route of the service as it was mapped, so that a new one cannot be forgotten.</summary>
internal sealed record Route(string Name, HttpMethod Method, string Pattern)
{
    public static IReadOnlyList<Route> All(WorkflowHost host) =>
    [
        .. host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText!.StartsWith("/api/", StringComparison.Ordinal))
            .Select(e => new Route(e.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, HttpMethod.Parse(e.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]), e.RoutePattern.RawText!)),
    ];

    public string Path(Guid id) => Pattern.Replace("{id:guid}", id.ToString(), StringComparison.Ordinal).Replace("{step:int}", "1", StringComparison.Ordinal).TrimEnd('/');

    /// <summary>A body that would be accepted from the right caller.</summary>
    public object? Body(Guid item) => Name switch
    {
        "CreateWorkflow" => new { name = "theirs", profile = Organization.Profile },
        "ExecuteStep" => new { force_retry = true },
        "ApproveItems" => new { approval_type = "seed_keywords", approved_items = new[] { item } },
        "RejectWorkflow" => new { reason = "not ours", revision_step = 1 },
        "CancelWorkflow" => new { reason = "not ours" },
        "PutProfile" => Organization.Profile,
        _ => null,
    };
}
