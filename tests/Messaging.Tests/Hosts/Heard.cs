using System.Collections.Concurrent;
using MassTransit;

namespace IntentEngine.Messaging.Hosts;

/// <summary>Facts that arrived, by piece of work.</summary>
public sealed class Heard
{
    private readonly ConcurrentDictionary<Guid, ConcurrentQueue<(Guid? MessageId, string? Organization, string? Trace)>> _deliveries = new();

    public void Note(Guid work, ConsumeContext context) => _deliveries.GetOrAdd(work, _ => new()).Enqueue(
        (context.MessageId, context.Headers.Get<string>(MessageHeaderNames.Organization), System.Diagnostics.Activity.Current?.TraceId.ToString()));

    public IReadOnlyList<(Guid? MessageId, string? Organization, string? Trace)> Of(Guid work) => _deliveries.TryGetValue(work, out var found) ? [.. found] : [];

    public int Count(IEnumerable<Guid> works) => works.Count(w => Of(w).Count > 0);

    public Task Hears(Guid work) => Eventually.Holds(() => Task.FromResult(Of(work).Count > 0), $"the fact of {work}");
}
