using System.Collections.Concurrent;

namespace IntentEngine.Workflows.Hosts;

/// <summary>The scripts by organization.</summary>
public sealed class Scripts
{
    private readonly ConcurrentDictionary<Guid, Script> _scripts = new();

    public Script Of(Guid organizationId) => _scripts.GetOrAdd(organizationId, _ => new Script());
}
