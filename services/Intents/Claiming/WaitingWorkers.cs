namespace IntentEngine.Intents.Claiming;

/// <summary>The workers that wait in this process for something to do. One new intent wakes one of them, the one that has waited longest.</summary>
/// <remarks>A hint and no more: another process may have the work, and who waits looks again by itself every so often.</remarks>
internal sealed class WaitingWorkers
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(Guid OrganizationId, string IntentType), LinkedList<Place>> _queues = [];

    /// <summary>Joins the queues of these types. Join before looking for work, so that nothing slips by in between.</summary>
    public Place Join(Guid organizationId, IReadOnlyList<string> intentTypes) => new(this, organizationId, intentTypes);

    /// <summary>Says that an intent of this type may be claimed.</summary>
    public void Wake(Guid organizationId, string intentType)
    {
        lock (_lock)
        {
            if (!_queues.TryGetValue((organizationId, intentType), out var queue)) return;
            foreach (var place in queue)
                if (place.TryWake(intentType)) return;
        }
    }

    /// <summary>How many wait for this type.</summary>
    internal int Waiting(Guid organizationId, string intentType)
    {
        lock (_lock) return _queues.TryGetValue((organizationId, intentType), out var queue) ? queue.Count : 0;
    }

    /// <summary>How many queues there are; none when nobody waits.</summary>
    internal int Queues
    {
        get
        {
            lock (_lock) return _queues.Count;
        }
    }

    /// <summary>One worker's place in the queues. Leaving with an unanswered call passes the call on.</summary>
    internal sealed class Place : IDisposable
    {
        private readonly WaitingWorkers _workers;
        private readonly Guid _organizationId;
        private readonly string[] _intentTypes;
        private TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private string? _calledFor;

        internal Place(WaitingWorkers workers, Guid organizationId, IReadOnlyList<string> intentTypes)
        {
            (_workers, _organizationId, _intentTypes) = (workers, organizationId, [.. intentTypes.Distinct()]);
            lock (_workers._lock)
            {
                foreach (var type in _intentTypes)
                {
                    if (!_workers._queues.TryGetValue((organizationId, type), out var queue)) _workers._queues[(organizationId, type)] = queue = new LinkedList<Place>();
                    queue.AddLast(this);
                }
            }
        }

        /// <summary>Ends when there may be work.</summary>
        public Task Called
        {
            get
            {
                lock (_workers._lock) return _called.Task;
            }
        }

        /// <summary>Says that this worker looks for work now, whatever it was called for.</summary>
        public void Answer()
        {
            lock (_workers._lock)
            {
                if (_calledFor is null) return;
                _calledFor = null;
                _called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            lock (_workers._lock)
            {
                foreach (var type in _intentTypes)
                {
                    if (!_workers._queues.TryGetValue((_organizationId, type), out var queue)) continue;
                    queue.Remove(this);
                    if (queue.Count == 0) _workers._queues.Remove((_organizationId, type));
                }

                if (_calledFor is not { } missed) return;
                _calledFor = null;
                _workers.Wake(_organizationId, missed);
            }
        }

        internal bool TryWake(string intentType)
        {
            if (_calledFor is not null) return false;
            _calledFor = intentType;
            return _called.TrySetResult();
        }
    }
}
