using System.Collections.Concurrent;
using IntentEngine.Contracts.Intents;
using MassTransit;

namespace IntentEngine.Intents.ActionQueues.Hosts;

/// <summary>One message to an owner.</summary>
public sealed record Word(Guid OrganizationId, string Owner, string Token, string Outcome, string? Reason);

/// <summary>What owners were told, and what was offered to workers, in order of arrival.</summary>
public sealed class Told
{
    public ConcurrentQueue<Word> Words { get; } = new();

    public ConcurrentQueue<ActionReady> Ready { get; } = new();

    public ConcurrentQueue<ActionClaimed> Claimed { get; } = new();

    public ConcurrentQueue<AdoptExecution> Adopted { get; } = new();
}

/// <summary>Stands where the owners and a worker would.</summary>
public sealed class ToldListener(Told told)
    : IConsumer<QueueCompleted>, IConsumer<QueueFailed>, IConsumer<QueueRejected>, IConsumer<QueueExpired>, IConsumer<CompletionReported>, IConsumer<AdoptExecution>, IConsumer<ActionReady>, IConsumer<ActionClaimed>
{
    public Task Consume(ConsumeContext<QueueCompleted> context) => Note(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, "completed", context.Message.Reason);

    public Task Consume(ConsumeContext<QueueFailed> context) => Note(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, "failed", context.Message.Reason);

    public Task Consume(ConsumeContext<QueueRejected> context) => Note(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, "rejected", context.Message.Reason);

    public Task Consume(ConsumeContext<QueueExpired> context) => Note(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, "expired", context.Message.Reason);

    public Task Consume(ConsumeContext<CompletionReported> context) =>
        Note(context.Message.OrganizationId, context.Message.Owner, context.Message.Token, context.Message.Outcome.ToString().ToLowerInvariant(), context.Message.Reason);

    public Task Consume(ConsumeContext<AdoptExecution> context)
    {
        told.Adopted.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<ActionReady> context)
    {
        told.Ready.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    public Task Consume(ConsumeContext<ActionClaimed> context)
    {
        told.Claimed.Enqueue(context.Message);
        return Task.CompletedTask;
    }

    private Task Note(Guid organization, string owner, string token, string outcome, string? reason)
    {
        told.Words.Enqueue(new Word(organization, owner, token, outcome, reason));
        return Task.CompletedTask;
    }
}
