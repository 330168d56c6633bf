using System.Collections.Concurrent;
using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Contracts.Workflows;
using IntentEngine.Messaging;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Lineage.Repair;

/// <summary>Stands where Workflows and Intents would: notes what it is asked, and answers by the reason: <c>silent</c> not at all, <c>refuse</c> with a refusal, else it starts.</summary>
internal static class Owners
{
    public static ConcurrentQueue<object> Asked { get; } = new();

    public static void Listen(IServiceCollection services)
    {
        services.AddMessageEndpoint<LineageDatabase>(RepairStep.Queue, endpoint => endpoint.Handles<RepairStep, Listener>());
        services.AddMessageEndpoint<LineageDatabase>(RepairIntent.Queue, endpoint => endpoint.Handles<RepairIntent, Listener>());
    }

    internal sealed class Listener(IBus bus) : IConsumer<RepairStep>, IConsumer<RepairIntent>
    {
        public Task Consume(ConsumeContext<RepairStep> context)
        {
            var command = context.Message;
            Asked.Enqueue(command);
            return command.Reason switch
            {
                "silent" => Task.CompletedTask,
                "refuse" => Answer(command.OrganizationId, command.RepairId, null, "The workflow has moved on."),
                _ => Answer(command.OrganizationId, command.RepairId, $"next-{command.RepairId}", null),
            };
        }

        public Task Consume(ConsumeContext<RepairIntent> context)
        {
            Asked.Enqueue(context.Message);
            return Answer(context.Message.OrganizationId, context.Message.RepairId, null, null);
        }

        private async Task Answer(Guid organizationId, Guid repairId, string? execution, string? refusal)
        {
            var queue = await bus.GetSendEndpoint(new Uri($"queue:{RepairAnswered.Queue}"));
            await queue.Send(new RepairAnswered { OrganizationId = organizationId, RepairId = repairId, Started = refusal is null, ExecutionId = execution, Refusal = refusal });
        }
    }
}
