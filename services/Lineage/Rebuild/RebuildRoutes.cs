using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.OpenApi;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage.Rebuild;

/// <summary><c>/api/admin/lineage/rebuild</c>: makes executions and the artifact index of the caller's organization again from the log of facts.</summary>
internal static class RebuildRoutes
{
    private const string Path = "/api/admin/lineage/rebuild";

    /// <summary>A rebuild.</summary>
    /// <param name="RebuildId">Its id.</param>
    /// <param name="Phase"><c>executions</c>, then <c>artifacts</c>, then <c>done</c>.</param>
    /// <param name="Executions">How many executions were gone through.</param>
    /// <param name="Artifacts">How many artifacts were gone through.</param>
    /// <param name="Forgotten">How many rows were removed because no fact of the log tells of them.</param>
    /// <param name="RequestedBy">Who asked for it.</param>
    /// <param name="RequestedAt">When (UTC).</param>
    /// <param name="FinishedAt">When it was done (UTC). Absent: it is under way.</param>
    public sealed record Response(
        Guid RebuildId, string Phase, long Executions, long Artifacts, long Forgotten, string RequestedBy, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt);

    public static void MapRebuild(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup(Path).RequireAuthorization(Policies.Admin).WithTags("Lineage");
        admin.MapPost("", Start).WithName("StartRebuild").WithSummary("Rebuild executions and the artifact index from the log; one that is under way goes on");
        admin.MapGet("", Last).WithName("LastRebuild").WithSummary("How far the last rebuild has come").WithProblems(404);
    }

    public static async Task<Accepted<Response>> Start(OrganizationContext organization, Rebuilds rebuilds, CancellationToken cancel) =>
        TypedResults.Accepted(Path, Of(await rebuilds.BeginAsync(organization.OrganizationId, organization.Subject, cancel)));

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Last(OrganizationContext organization, Rebuilds rebuilds, CancellationToken cancel) =>
        await rebuilds.FindAsync(organization.OrganizationId, cancel) is { } last
            ? TypedResults.Ok(Of(last))
            : Problems.NotFound("This organization has asked for no rebuild; POST to the same address to start one.");

    private static Response Of(RebuildState state) => new(
        state.RebuildId, state.Phase, state.Executions, state.Artifacts, state.Forgotten, state.RequestedBy, state.RequestedAt, state.FinishedAt);
}
