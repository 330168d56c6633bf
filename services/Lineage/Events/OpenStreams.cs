namespace IntentEngine.Lineage.Events;

/// <summary>Counts the live streams of this process, so that one organization cannot take them all.</summary>
internal sealed class OpenStreams(EventSettings settings)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, int> _open = [];
    private int _all;

    /// <summary>A place for one more stream until disposed; null: there is none, and <paramref name="refusal"/> says why.</summary>
    public IDisposable? TryOpen(Guid organizationId, out string? refusal)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(organizationId);
            refusal = open >= settings.StreamsPerOrganization ? $"This organization has {open} live streams open here, and no more are allowed; close one, or follow the whole organization with one."
                : _all >= settings.Streams ? "This instance serves as many live streams as it may; try again."
                : null;
            if (refusal is not null) return null;
            _open[organizationId] = open + 1;
            _all++;
            return new Place(this, organizationId);
        }
    }

    private void Close(Guid organizationId)
    {
        lock (_gate)
        {
            _all--;
            if (--_open[organizationId] == 0) _open.Remove(organizationId);
        }
    }

    private sealed class Place(OpenStreams streams, Guid organizationId) : IDisposable
    {
        private int _closed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _closed, 1) == 0) streams.Close(organizationId);
        }
    }
}
