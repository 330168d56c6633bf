using System.Collections.Concurrent;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>When each endpoint last received anything and how much it has in hand: what health checks of the bus do not tell.</summary>
public sealed class EndpointActivity(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, State> _endpoints = new();

    /// <summary>What is known of one endpoint.</summary>
    internal State Of(string endpoint) => _endpoints.GetOrAdd(endpoint, _ => new State(clock));

    internal sealed class State(TimeProvider clock)
    {
        private long _lastReceived = clock.GetTimestamp();
        private int _inHand;

        public int InHand => Volatile.Read(ref _inHand);

        public TimeSpan SinceLastReceived => clock.GetElapsedTime(Interlocked.Read(ref _lastReceived));

        public void Received()
        {
            Interlocked.Exchange(ref _lastReceived, clock.GetTimestamp());
            Interlocked.Increment(ref _inHand);
        }

        public void Done() => Interlocked.Decrement(ref _inHand);
    }
}
