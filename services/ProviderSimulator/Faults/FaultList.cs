namespace IntentEngine.ProviderSimulator.Faults;

/// <summary>Failures waiting to be played, in the order they were given.</summary>
internal sealed class FaultList
{
    private readonly Lock gate = new();
    private List<Fault> waiting = [];

    /// <summary>Replaces the list.</summary>
    public void Set(IEnumerable<Fault> faults)
    {
        lock (gate) waiting = [.. faults];
    }

    /// <summary>Takes the first fault that matches, or null.</summary>
    public string? Take(string path, string operation)
    {
        lock (gate)
        {
            var at = waiting.FindIndex(fault => fault.Match == "*" || fault.Match == operation || path.Contains(fault.Match, StringComparison.OrdinalIgnoreCase));
            if (at < 0) return null;
            var fault = waiting[at];
            if (fault.Times > 1) waiting[at] = fault with { Times = fault.Times - 1 };
            else waiting.RemoveAt(at);
            return fault.Name;
        }
    }
}
