namespace IntentEngine.Messaging.Direct;

public sealed class AcknowledgementsTests
{
    private const int Most = 100;

    private readonly Broker _broker = new();
    private readonly Acknowledgements _acknowledgements;
    private readonly Task _run;

    public AcknowledgementsTests()
    {
        _acknowledgements = new Acknowledgements(_broker.Acknowledge, _broker.GiveBack, Most);
        _run = _acknowledgements.Run();
    }

    [Fact]
    public async Task What_ends_in_any_order_is_acknowledged_once_it_is_handled_and_never_before()
    {
        for (var seed = 0; seed < 50; seed++) await EndInAnyOrder(new Random(seed));
        await Complete();
    }

    [Fact]
    public async Task Many_are_acknowledged_with_few_frames()
    {
        for (var i = 0; i < 1000; i++) Deliver();
        for (ulong tag = 1; tag <= 1000; tag++) End(tag);
        await Complete();

        _broker.Outstanding.ShouldBeEmpty();
        _broker.Frames.ShouldBeLessThanOrEqualTo(1000 / 64 + 1);
    }

    [Fact]
    public async Task What_lies_beyond_one_that_takes_long_is_acknowledged_without_it()
    {
        for (var i = 0; i < Most; i++) Deliver();
        for (ulong tag = 2; tag <= Most; tag++) End(tag);
        await Eventually.Holds(() => Task.FromResult(_broker.Outstanding.Length <= 1 + Most / 4), "room for more deliveries");
        _broker.Outstanding.ShouldContain(1UL);

        End(1);
        await Eventually.Holds(() => Task.FromResult(_broker.Outstanding.Length == 0), "all to be acknowledged once nothing is in hand");
        await EndInAnyOrder(new Random(1));
        await Complete();
    }

    [Fact]
    public async Task What_is_not_handled_goes_back_and_the_rest_is_acknowledged()
    {
        for (var i = 0; i < 3; i++) Deliver();
        End(2);
        End(3, handled: false);
        End(1);

        await Eventually.Holds(() => Task.FromResult(_broker.Outstanding.Length == 0), "all to be told");
        _broker.Returned.ShouldBe([3UL]);
        await Complete();
    }

    [Fact]
    public async Task What_has_ended_is_acknowledged_when_the_consumer_stops_and_what_has_not_is_left()
    {
        for (var i = 0; i < 4; i++) Deliver();
        End(1);
        End(3);
        await Complete();

        _broker.Outstanding.ShouldBe([2UL, 4UL]);
    }

    private async Task EndInAnyOrder(Random random)
    {
        var inHand = new List<ulong>();
        for (var left = 300; left > 0 || inHand.Count > 0;)
        {
            if (left > 0 && _broker.Outstanding.Length < Most && random.Next(2) == 0)
            {
                inHand.Add(Deliver());
                left--;
            }
            else if (inHand.Count > 0)
            {
                var at = random.Next(inHand.Count);
                End(inHand[at], handled: random.Next(20) > 0);
                inHand.RemoveAt(at);
            }
        }

        await Eventually.Holds(() => Task.FromResult(_broker.Outstanding.Length == 0), "all to be told");
    }

    private ulong Deliver()
    {
        _acknowledgements.Received();
        return _broker.Deliver();
    }

    private void End(ulong tag, bool handled = true)
    {
        if (handled) _broker.Handled(tag);
        _acknowledgements.End(tag, handled);
    }

    private Task Complete()
    {
        _acknowledgements.Complete();
        return _run;
    }

    // As RabbitMQ does it: a tag it does not know closes the channel, and one frame acknowledges all up to a tag.
    private sealed class Broker
    {
        private readonly Lock _lock = new();
        private readonly SortedSet<ulong> _outstanding = [];
        private readonly HashSet<ulong> _handled = [];
        private ulong _last;

        public int Frames { get; private set; }

        public List<ulong> Returned { get; } = [];

        public ulong[] Outstanding
        {
            get
            {
                lock (_lock) return [.. _outstanding];
            }
        }

        public ulong Deliver()
        {
            lock (_lock)
            {
                _outstanding.Add(++_last);
                return _last;
            }
        }

        public void Handled(ulong tag)
        {
            lock (_lock) _handled.Add(tag);
        }

        public ValueTask Acknowledge(ulong tag, bool multiple)
        {
            lock (_lock)
            {
                Frames++;
                _outstanding.ShouldContain(tag);
                foreach (var covered in _outstanding.Where(o => multiple ? o <= tag : o == tag).ToArray())
                {
                    _handled.ShouldContain(covered, $"{covered} was acknowledged and is not handled");
                    _outstanding.Remove(covered);
                }
            }

            return ValueTask.CompletedTask;
        }

        public ValueTask GiveBack(ulong tag)
        {
            lock (_lock)
            {
                _outstanding.Remove(tag).ShouldBeTrue();
                Returned.Add(tag);
            }

            return ValueTask.CompletedTask;
        }
    }
}
