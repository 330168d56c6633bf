using System.Threading.Channels;

namespace IntentEngine.Messaging.Direct;

/// <summary>Acknowledges what is handled, many deliveries with one frame: the broker writes each acknowledgement to its log and has it confirmed by a majority.</summary>
/// <remarks>
/// Deliveries end in another order than they came in, and one frame can only acknowledge all up to a tag. What lies beyond a delivery that takes
/// long is therefore acknowledged one by one, once it is much, until nothing is in hand. One consumer has one channel, so tags count from 1.
/// </remarks>
/// <param name="acknowledge">Tells the broker that the delivery of a tag is handled; with <c>true</c>, all up to it.</param>
/// <param name="giveBack">Puts the delivery of a tag back into its queue.</param>
/// <param name="most">How many may be unacknowledged.</param>
internal sealed class Acknowledgements(Func<ulong, bool, ValueTask> acknowledge, Func<ulong, ValueTask> giveBack, int most)
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
    /// <exception cref="Exception">The broker cannot be told; all comes again over another channel.</exception>
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
        if (!handled) await giveBack(tag);
        if (_oneByOne)
        {
            if (handled) await acknowledge(tag, false);
            return;
        }

        _ahead[tag] = handled;
        while (_ahead.Remove(_upTo + 1, out var isHandled))
        {
            _upTo++;
            if (isHandled) _handledUpTo = _upTo;
        }
    }

    // Up to one that is handled: the broker does not know a tag that went back any more.
    private async ValueTask Acknowledge()
    {
        if (_handledUpTo == _acknowledged) return;
        await acknowledge(_handledUpTo, true);
        _acknowledged = _handledUpTo;
    }

    private async ValueTask AcknowledgeAhead()
    {
        await Acknowledge();
        foreach (var (tag, isHandled) in _ahead)
            if (isHandled) await acknowledge(tag, false);
        _ahead.Clear();
        _oneByOne = true;
    }
}
