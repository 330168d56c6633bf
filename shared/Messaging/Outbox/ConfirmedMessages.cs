using System.Threading.Channels;

namespace IntentEngine.Messaging.Outbox;

/// <summary>Ids of confirmed messages on their way to being deleted in batches.</summary>
internal sealed class ConfirmedMessages
{
    private readonly Channel<Guid> _ids = Channel.CreateUnbounded<Guid>(new UnboundedChannelOptions { SingleReader = true });

    public void Add(Guid messageId) => _ids.Writer.TryWrite(messageId);

    /// <summary>Waits for the first id.</summary>
    public ValueTask<bool> WaitAsync(CancellationToken cancel) => _ids.Reader.WaitToReadAsync(cancel);

    /// <summary>Takes up to <paramref name="most"/> ids without waiting.</summary>
    public Guid[] Take(int most)
    {
        var taken = new List<Guid>();
        while (taken.Count < most && _ids.Reader.TryRead(out var id)) taken.Add(id);
        return [.. taken];
    }
}
