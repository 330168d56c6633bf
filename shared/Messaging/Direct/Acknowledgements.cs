using System.Threading.Channels;
using RabbitMQ.Client;

namespace IntentEngine.Messaging.Direct;

/// <summary>Acknowledges what is handled, many deliveries with one frame: the broker writes each acknowledgement to its log and has it confirmed by a majority.</summary>
/// <remarks>
/// Deliveries end in another order than they came in, and one frame can only acknowledge all up to a tag. What lies beyond a delivery that takes
/// long is therefore acknowledged one by one, once it is much, until nothing is in hand. One consumer has one channel, so tags count from 1.
/// </remarks>
/// <param name="channel">Where the deliveries came from.</param>
/// <param name="most">How many may be unacknowledged.</param>
internal sealed class Acknowledgements(IChannel channel, int most)
{
    private const int Step = 64;

    private readonly Channel<(ulong Tag, bool Handled)> _ended = Channel.CreateUnbounded<(ulong, bool)>(new UnboundedChannelOptions { SingleReader = true });

    // Beyond the first that is not ended: whether it is to be acknowledged.
    private readonly Dictionary<ulong, bool> _ahead = [];
    private readonly int _patience = Math.Max(1, most / 4);
    private long _received;
    private ulong _read;
    private ulong _upTo;
    private ulong _handledUpTo;
    private ulong _acknowledged;
    private bool _oneByOne;

    /// <summary>Notes a delivery, before it can end.</summary>
    public void Received() => Interlocked.Increment(ref _received);

    /// <summary>Notes that a delivery has ended; one that was not handled goes back to the queue.</summary>
    public void End(ulong tag, bool handled) => _ended.Writer.TryWrite((tag, handled));

    /// <summary>Notes that nothing ends any more.</summary>
    public void Complete() => _ended.Writer.TryComplete();

    /// <summary>Works until <see cref="Complete"/>, or until the channel is closed.</summary>
    /// <exception cref="RabbitMQ.Client.Exceptions.AlreadyClosedException">The channel is closed; all comes again over another.</exception>
    public async Task Run()
    {
        while (await _ended.Reader.WaitToReadAsync())
        {
            while (_ended.Reader.TryRead(out var ended)) await Take(ended.Tag, ended.Handled);
            // As long as anything is in hand, another end follows.
            var idle = (ulong)Interlocked.Read(ref _received) == _read;
            if (idle || _handledUpTo >= _acknowledged + Step) await Acknowledge();
            if (_ahead.Count > _patience) await AcknowledgeAhead();
            if (idle) (_oneByOne, _upTo, _handledUpTo, _acknowledged) = (false, _read, _read, _read);
        }

        await Acknowledge();
        await AcknowledgeAhead();
    }

    private async ValueTask Take(ulong tag, bool handled)
    {
        _read++;
        if (!handled) await channel.BasicNackAsync(tag, multiple: false, requeue: true, CancellationToken.None);
        if (_oneByOne)
        {
            if (handled) await channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
            return;
        }

        _ahead[tag] = handled;
        while (_ahead.Remove(_upTo + 1, out var acknowledge))
        {
            _upTo++;
            if (acknowledge) _handledUpTo = _upTo;
        }
    }

    // Up to one that is handled: the broker does not know a tag that went back any more.
    private async ValueTask Acknowledge()
    {
        if (_handledUpTo == _acknowledged) return;
        await channel.BasicAckAsync(_handledUpTo, multiple: true, CancellationToken.None);
        _acknowledged = _handledUpTo;
    }

    private async ValueTask AcknowledgeAhead()
    {
        await Acknowledge();
        foreach (var (tag, acknowledge) in _ahead)
            if (acknowledge) await channel.BasicAckAsync(tag, multiple: false, CancellationToken.None);
        _ahead.Clear();
        _oneByOne = true;
    }
}
