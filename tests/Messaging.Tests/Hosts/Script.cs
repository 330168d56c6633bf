using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>What the worker does with one piece of work; without an entry it has the effect and publishes the fact.</summary>
public sealed class Script
{
    private readonly ConcurrentDictionary<Guid, Func<ConsumeContext<DoWork>, Func<Task>, Task>> _lines = new();

    /// <summary>Before the effect, or instead of it: the second argument has the effect.</summary>
    public void For(Guid work, Func<ConsumeContext<DoWork>, Func<Task>, Task> line) => _lines[work] = line;

    public void Throw(Guid work, Func<Exception> exception) => For(work, (_, _) => throw exception());

    public Task Play(ConsumeContext<DoWork> context, Func<Task> effect) =>
        _lines.TryGetValue(context.Message.Work, out var line) ? line(context, effect) : effect();
}
