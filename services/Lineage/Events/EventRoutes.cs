using IntentEngine.Hosting.Authentication;
using IntentEngine.Hosting.OpenApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IntentEngine.Lineage.Events;

/// <summary>The routes of events, beside those of executions under both prefixes.</summary>
internal static class EventRoutes
{
    public static void MapEvents(this IEndpointRouteBuilder lineage)
    {
        Map(lineage.MapGroup("/executions"), "");
        Map(lineage.MapGroup("/api/executions"), "Api");
    }

    private static void Map(RouteGroupBuilder executions, string prefix)
    {
        executions.MapGet("/{id}/events", EventsById.Handle).WithName(prefix + nameof(EventsById))
            .WithSummary("Events of an execution in the order of its history: the last ones, page by page, or all as lines");
        executions.MapPost("/{id}/events", TellEvents.Handle).WithName(prefix + nameof(TellEvents))
            .WithSummary("Tell what happens during an execution; may be repeated").RequireAuthorization(Policies.Worker);
        executions.MapGet("/events", EventList.OfOrganization).WithName(prefix + "EventsOfOrganization")
            .WithSummary("Events of the organization in the order of recording: the last ones, from a position on, or all as lines");
        executions.MapGet("/correlation/{cid}/events", EventList.OfCorrelation).WithName(prefix + "EventsOfCorrelation")
            .WithSummary("Events of a correlation in the order of recording: the last ones, from a position on, or all as lines");

        executions.MapGet("/{id}/events/stream", EventStreams.OfExecution).WithName(prefix + "EventStreamOfExecution")
            .WithSummary("Follow an execution live (Server-Sent Events)").WithProblems(429).DisableRequestTimeout();
        executions.MapGet("/events/stream", EventStreams.OfOrganization).WithName(prefix + "EventStreamOfOrganization")
            .WithSummary("Follow the organization live (Server-Sent Events)").WithProblems(429).DisableRequestTimeout();
        executions.MapGet("/correlation/{cid}/events/stream", EventStreams.OfCorrelation).WithName(prefix + "EventStreamOfCorrelation")
            .WithSummary("Follow a correlation live (Server-Sent Events)").WithProblems(429).DisableRequestTimeout();
    }
}
