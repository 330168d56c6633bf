using IntentEngine.Contracts.Intents;
using IntentEngine.Contracts.Lineage;
using MassTransit;

namespace IntentEngine.Intents.Hosts;

/// <summary>What the Intents service told others, in order of arrival.</summary>
public sealed class Heard
{
    private readonly Lock _lock = new();
    private readonly List<object> _messages = [];
    private readonly List<(Func<object, bool> Wanted, TaskCompletionSource Seen)> _waiting = [];

    public IReadOnlyList<IntentReady> Ready(Guid organization) => Of<IntentReady>(m => m.OrganizationId == organization);

    public IReadOnlyList<IntentClaimed> Claimed(Guid organization) => Of<IntentClaimed>(m => m.OrganizationId == organization);

    public IReadOnlyList<CompletionReported> Reported(Guid organization) => Of<CompletionReported>(m => m.OrganizationId == organization);

    public IReadOnlyList<IntentEnded> Ended(Guid organization) => Of<IntentEnded>(m => m.OrganizationId == organization);

    public Task Seen(Func<object, bool> wanted)
    {
        lock (_lock)
        {
            if (_messages.Any(wanted)) return Task.CompletedTask;
            var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _waiting.Add((wanted, seen));
            return seen.Task;
        }
    }

    public void Note(object message)
    {
        lock (_lock)
        {
            _messages.Add(message);
            foreach (var (_, seen) in _waiting.Where(w => w.Wanted(message))) seen.TrySetResult();
        }
    }

    public List<T> Of<T>(Func<T, bool> wanted)
    {
        lock (_lock) return [.. _messages.OfType<T>().Where(wanted)];
    }
}

/// <summary>Stands where Workflows and executors would.</summary>
public sealed class Listener(Heard heard) : IConsumer<IntentReady>, IConsumer<IntentClaimed>, IConsumer<CompletionReported>, IConsumer<IntentGraphDegraded>, IConsumer<IntentEnded>, IConsumer<RepairAnswered>
{
    public Task Consume(ConsumeContext<IntentReady> context) => Note(context.Message);

    public Task Consume(ConsumeContext<IntentClaimed> context) => Note(context.Message);

    public Task Consume(ConsumeContext<CompletionReported> context) => Note(context.Message);

    public Task Consume(ConsumeContext<IntentGraphDegraded> context) => Note(context.Message);

    public Task Consume(ConsumeContext<IntentEnded> context) => Note(context.Message);

    public Task Consume(ConsumeContext<RepairAnswered> context) => Note(context.Message);

    private Task Note(object message)
    {
        heard.Note(message);
        return Task.CompletedTask;
    }
}
