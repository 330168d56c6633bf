using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.Requests;
using IntentEngine.Hosting.Settings;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Repair;

/// <summary>What suggesting and starting repairs needs, its queue and its routes.</summary>
internal static class RepairServices
{
    public static void AddRepair(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(configuration.Require<RepairOptions>("Lineage:Repair"));
        services.AddSingleton<RepairHistory>();
        services.AddSingleton<AlikeSuccesses>();
        services.AddSingleton<RepairProposals>();
        services.AddSingleton<RepairLog>();
        services.AddSingleton<RepairAnswers>();
        // Apart from the facts, so that an answer does not wait behind batches of them.
        services.AddMessageEndpoint<LineageDatabase>(RepairAnswered.Queue, endpoint => endpoint.Handles<RepairAnswered, RepairAnsweredConsumer>());
    }

    public static void MapRepair(this IEndpointRouteBuilder lineage)
    {
        Map(lineage.MapGroup("/executions"), "");
        Map(lineage.MapGroup("/api/executions"), "Api");
    }

    private static void Map(RouteGroupBuilder executions, string prefix)
    {
        executions.MapPost("/{id}/repair/suggest", SuggestRepair.Handle).WithName(prefix + nameof(SuggestRepair)).WithSummary("What might repair a failed execution, and what speaks for it; starts nothing");
        executions.MapPost("/{id}/repair", StartRepair.Handle).WithName(prefix + nameof(StartRepair)).WithSummary("Ask the owner of a failed execution to try it again")
            .RequireAuthorization(Policies.ContentManager).WithIdempotencyKey();
        executions.MapGet("/{id}/repairs", RepairsOfExecution.Handle).WithName(prefix + nameof(RepairsOfExecution)).WithSummary("Repairs of an execution, asked for and tried");
        executions.MapGet("/{id}/repairs/{repairId:guid}", RepairById.Handle).WithName(prefix + nameof(RepairById)).WithSummary("What became of a request to repair");
    }
}
