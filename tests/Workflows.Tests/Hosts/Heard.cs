using System.Collections.Concurrent;

namespace IntentEngine.Workflows.Hosts;

/// <summary>What Workflows told others, in order of arrival.</summary>
public sealed class Heard
{
    private readonly ConcurrentQueue<object> _messages = new();

    /// <summary>Whether Lineage says what it has recorded; otherwise it is as if that were lost on the way.</summary>
    public bool LineageAnswers { get; set; } = true;

    public IReadOnlyList<T> Of<T>(Func<T, bool> wanted) => [.. _messages.OfType<T>().Where(wanted)];

    public void Note(object message) => _messages.Enqueue(message);
}
