using IntentEngine.Gateway;
using IntentEngine.Hosting;
using IntentEngine.Intents;
using IntentEngine.Lineage;
using IntentEngine.Workflows;

namespace IntentEngine.AllInOne;

/// <summary>The services that one process can hold. This list is the table of contents.</summary>
public static class Targets
{
    /// <summary>All modules; the gateway's limits stand before the others.</summary>
    public static IReadOnlyList<ServiceModule> All { get; } = [GatewayService.Embedded, IntentsService.Module, WorkflowsService.Module, LineageService.Module];

    /// <summary>The modules named by <c>--target</c>: <c>all</c>, or names separated by commas.</summary>
    /// <exception cref="ArgumentException">A name is unknown.</exception>
    public static IReadOnlyList<ServiceModule> Select(string? targets)
    {
        if (string.IsNullOrWhiteSpace(targets) || targets == "all") return All;
        var names = targets.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(names, name => All.All(m => m.Name != name)) is { } unknown)
            throw new ArgumentException($"--target '{unknown}' is unknown; expected all, or some of {string.Join(", ", All.Select(m => m.Name))}.");
        return [.. All.Where(m => names.Contains(m.Name))];
    }
}
