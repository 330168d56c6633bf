using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Log;
using MassTransit;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Takes commands from the in-memory transport; on RabbitMQ <see cref="ActionQueueHandler"/> does.</summary>
internal sealed class ActionQueueConsumer(CommandIntake intake)
    : IConsumer<EnqueueActions>, IConsumer<ClaimAction>, IConsumer<StartAction>, IConsumer<CompleteAction>, IConsumer<FailAction>, IConsumer<StopSubject>
{
    public Task Consume(ConsumeContext<EnqueueActions> context) => intake.Take(context.Message, Accept(context, context.Message.OrganizationId), context.CancellationToken);

    public Task Consume(ConsumeContext<ClaimAction> context)
    {
        Accept(context, context.Message.OrganizationId);
        return intake.Take(context.Message, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<StartAction> context)
    {
        Accept(context, context.Message.OrganizationId);
        return intake.Take(context.Message, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<CompleteAction> context)
    {
        Accept(context, context.Message.OrganizationId);
        return intake.Take(context.Message, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<FailAction> context)
    {
        Accept(context, context.Message.OrganizationId);
        return intake.Take(context.Message, context.CancellationToken);
    }

    public Task Consume(ConsumeContext<StopSubject> context)
    {
        Accept(context, context.Message.OrganizationId);
        return intake.Take(context.Message, context.CancellationToken);
    }

    private static Guid Accept(ConsumeContext context, Guid organizationId) => IncomingCommand.Accept(context, "action-queues", organizationId, "", "").Once!.Value.MessageId;
}
