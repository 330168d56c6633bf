using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Commands;
using IntentEngine.Intents.ActionQueues.Http;
using IntentEngine.Intents.ActionQueues.Leaks;
using IntentEngine.Intents.ActionQueues.Snapshots;
using IntentEngine.Intents.ActionQueues.Storage;
using IntentEngine.Messaging;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Intents.ActionQueues;

/// <summary>What the service registers and maps for action queues (seed 003).</summary>
internal static class ActionQueueParts
{
    public static void AddActionQueues(this IServiceCollection services)
    {
        services.AddSingleton<ActionQueueMetrics>();
        services.AddSingleton<SubjectStore>();
        services.AddSingleton<SubjectLanes>();
        services.AddHostedService(provider => provider.GetRequiredService<SubjectLanes>());
        services.AddSingleton<ActionQueueSweeper>();
        services.AddHostedService(provider => provider.GetRequiredService<ActionQueueSweeper>());
        services.AddSingleton<QueueAnswers>();
        services.AddSingleton<CommandIntake>();
        services.AddSingleton<ActionQueueHandler>();
        services.AddSingleton<LeakDetector>();

        // Many wait for one commit: what is in hand at once is what a transaction can take together.
        services.AddMessageEndpoint<IntentsDatabase>(EnqueueActions.Queue, queue => queue
            .WithConcurrency(2048)
            .Directly<ActionQueueHandler>()
            .Handles<EnqueueActions, ActionQueueConsumer>()
            .Handles<ClaimAction, ActionQueueConsumer>()
            .Handles<StartAction, ActionQueueConsumer>()
            .Handles<CompleteAction, ActionQueueConsumer>()
            .Handles<FailAction, ActionQueueConsumer>()
            .Handles<StopSubject, ActionQueueConsumer>());
    }

    public static void MapActionQueues(this IEndpointRouteBuilder queues)
    {
        queues.MapPostActions();
        queues.MapGetSubject();
        queues.MapPostActionClaims();
        queues.MapPostActionClaim();
        queues.MapPostActionStart();
        queues.MapPostActionCompletion();
        queues.MapPostActionFailure();
        queues.MapPostStop();
        queues.MapGetSnapshot();
        queues.MapPutSnapshot();
        queues.MapLeakRoutes();
    }
}
