using System.Collections.Concurrent;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>When each endpoint last received anything and how much it has in hand: what health checks of the bus do not tell.</summary>
public sealed class EndpointActivity(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, State> _endpoints = new();

    /// <summary>Whether no endpoint has anything in hand.</summary>
    internal bool IsIdle => _endpoints.Values.All(endpoint => endpoint.InHand == 0);

    /// <summary>What is known of one endpoint.</summary>
    internal State Of(string endpoint) => _endpoints.GetOrAdd(endpoint, _ => new State(clock));

    internal sealed class State(TimeProvider clock)
    {
        private long _lastActive = clock.GetTimestamp();
        private int _inHand;

        public int InHand => Volatile.Read(ref _inHand);

        /// <summary>Time since anything was received or finished.</summary>
        public TimeSpan Idle => clock.GetElapsedTime(Interlocked.Read(ref _lastActive));

        public void Received()
        {
            Interlocked.Exchange(ref _lastActive, clock.GetTimestamp());
            Interlocked.Increment(ref _inHand);
        }

        // An endpoint that was busy for long has not had the time to take a canary in the moment it is done.
        public void Done()
        {
            Interlocked.Exchange(ref _lastActive, clock.GetTimestamp());
            Interlocked.Decrement(ref _inHand);
        }
    }
}
