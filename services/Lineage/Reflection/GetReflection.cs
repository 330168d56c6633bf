using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Reflection;

/// <summary><c>GET /api/reflection?since&amp;until</c>: what stands out among the executions of a window. Default: the last seven days.</summary>
internal static class GetReflection
{
    public static void AddReflection(this IServiceCollection services)
    {
        services.AddSingleton<WindowFailures>();
        services.AddSingleton<StepDurations>();
        services.AddSingleton<Reflecting>();
    }

    public static void MapReflection(this IEndpointRouteBuilder lineage) => lineage
        .MapGet("/api/reflection", Handle)
        .WithName(nameof(GetReflection))
        .WithSummary("Hot error steps, slow steps and suggestions of a window, with evidence; hints never change a verdict");

    public static async Task<Results<Ok<ReflectionHints>, ProblemHttpResult>> Handle(
        DateTimeOffset? since, DateTimeOffset? until, OrganizationContext organization, Reflecting reflecting, TimeProvider clock, CancellationToken cancel)
    {
        var end = (until ?? clock.GetUtcNow()).ToUniversalTime();
        var rules = new Validation();
        if (!rules.Require(end - DateTimeOffset.MinValue > 6 * ReflectionWindow.Longest, "until", $"expected a time in the past two thousand years; came {end:O}.")) return rules.Problem!;
        var start = (since ?? end - ReflectionWindow.Default).ToUniversalTime();
        rules.Require(start < end, "since", $"expected a time before until, {end:O}; came {start:O}.");
        rules.Require(end - start <= ReflectionWindow.Longest, "since", $"expected a window of at most {ReflectionWindow.Longest.TotalDays:0} days; came {(end - start).TotalDays:0}.");
        if (rules.Problem is { } refusal) return refusal;
        return TypedResults.Ok(await reflecting.OnAsync(organization.OrganizationId, new ReflectionWindow(start, end), cancel));
    }
}
