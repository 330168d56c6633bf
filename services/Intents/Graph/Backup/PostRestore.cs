using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Intents.Graph.Storage.Opening;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.Graph.Backup;

/// <summary><c>POST /api/intent-graph/restore</c> replaces the organization's whole graph by a backup, in one transaction.</summary>
internal static class PostRestore
{
    /// <summary>What is there now.</summary>
    /// <param name="Intents">Intents restored.</param>
    /// <param name="Edges">Edges restored.</param>
    /// <param name="Removed">Intents that were there and are not in the backup.</param>
    /// <param name="TakenAt">When the backup was taken.</param>
    public sealed record Response(int Intents, int Edges, int Removed, DateTimeOffset TakenAt);

    public static void MapPostRestore(this IEndpointRouteBuilder graph) => graph
        .MapPost("/restore", Handle)
        .Accepts<object>("application/json")
        .WithMetadata(new RequestSizeLimitAttribute(graph.ServiceProvider.GetRequiredService<GraphStorageSettings>().LargestRestoreMegabytes * 1024L * 1024))
        .WithMetadata(new RequestTimeoutAttribute(BackupRoutes.TimeoutMilliseconds))
        .WithName(nameof(PostRestore))
        .WithSummary("Replace the organization's intent graph by a backup (format 1.0 or 1.1)")
        .WithProblems(StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(HttpRequest request, OrganizationContext caller, GraphRestore restore, CancellationToken cancel)
    {
        try
        {
            var backup = await BackupReader.ReadAsync(request.Body, cancel);
            var removed = await restore.Run(caller.OrganizationId, backup, caller.Subject, cancel);
            return TypedResults.Ok(new Response(backup.Content.Intents.Count, backup.Content.Edges.Count, removed, backup.Timestamp));
        }
        catch (InvalidBackupException wrong)
        {
            return wrong.Place is { } place ? Problems.BadRequest(new Dictionary<string, string[]> { [place] = [wrong.Message] }) : Problems.Unprocessable(wrong.Message);
        }
    }
}
