using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.OpenLineage.Graph;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage.Exports;

/// <summary><c>GET /executions/{id}/export</c> and <c>/api/artifact-index/{id}/export</c>: a part of the lineage in a format of others.</summary>
internal static class ExportRoutes
{
    private static readonly Dictionary<string, (Func<ExportGraph, string> Write, string ContentType)> Formats = new(StringComparer.Ordinal)
    {
        ["openlineage"] = (OpenLineageExport.Write, "application/json"),
        ["prov"] = (ProvExport.Write, "application/json"),
        ["dot"] = (DotExport.Write, "text/vnd.graphviz; charset=utf-8"),
        ["mermaid"] = (MermaidExport.Write, "text/plain; charset=utf-8"),
    };

    public static void MapExports(this IEndpointRouteBuilder lineage)
    {
        const string Around = "The lineage around an execution as openlineage, prov, dot or mermaid";
        lineage.MapGet("/executions/{id}/export", OfExecution).WithName("ExecutionExport").WithSummary(Around).WithProblems(404);
        lineage.MapGet("/api/executions/{id}/export", OfExecution).WithName("ApiExecutionExport").WithSummary(Around).WithProblems(404);
        lineage.MapGet("/api/artifact-index/{id}/export", OfArtifact).WithName("ArtifactExport").WithSummary("The lineage around an artifact as openlineage, prov, dot or mermaid").WithProblems(404);
    }

    /// <param name="format"><c>openlineage</c> (default), <c>prov</c>, <c>dot</c> or <c>mermaid</c>.</param>
    /// <param name="depth">Levels up and down, 1 to 100. Default 20.</param>
    private static Task<Results<ContentHttpResult, ProblemHttpResult>> OfExecution(
        string id, string? format, int? depth, HttpContext http, OrganizationContext organization, ExportQueries queries, CancellationToken cancel) =>
        WriteAsync(format, depth, http, levels => queries.AroundExecutionAsync(organization.OrganizationId, id, levels, cancel), $"Execution '{id}' is not known.");

    /// <inheritdoc cref="OfExecution"/>
    private static Task<Results<ContentHttpResult, ProblemHttpResult>> OfArtifact(
        string id, string? format, int? depth, HttpContext http, OrganizationContext organization, ExportQueries queries, CancellationToken cancel) =>
        WriteAsync(format, depth, http, levels => queries.AroundArtifactAsync(organization.OrganizationId, id, levels, cancel), $"Artifact '{id}' is not in the index.");

    private static async Task<Results<ContentHttpResult, ProblemHttpResult>> WriteAsync(string? format, int? depth, HttpContext http, Func<int, Task<ExportGraph?>> gather, string unknown)
    {
        var rules = new Validation();
        rules.Require(Formats.ContainsKey(format ?? "openlineage"), "format", $"expected one of {string.Join(", ", Formats.Keys)}; came '{format}'.");
        rules.RequireRange(depth ?? 20, "depth", 1, 100);
        if (rules.Problem is { } refusal) return refusal;
        if (await gather(depth ?? 20) is not { } graph) return Problems.NotFound(unknown);
        http.Response.Headers[GraphResource.CompleteHeader] = graph.Complete ? "true" : "false";
        var (write, contentType) = Formats[format ?? "openlineage"];
        return TypedResults.Content(write(graph), contentType);
    }
}
