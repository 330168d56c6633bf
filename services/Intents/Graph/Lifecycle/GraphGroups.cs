using IntentEngine.Intents.Graph.Model;
using IntentEngine.Intents.Graph.Storage;

namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>Named groups of intents (spec semantics §1.4), as filters.</summary>
internal static class GraphGroups
{
    /// <summary>Active intents. Whether nothing stands in the way of each, <see cref="StartGate"/> says.</summary>
    public static GraphFilter Ready { get; } = new() { Statuses = [GraphStatus.Active] };

    /// <summary>Failed and suspended intents: somebody has to look at them.</summary>
    public static GraphFilter NeedingAttention { get; } = new() { Statuses = [GraphStatus.Failed, GraphStatus.Suspended] };

    /// <summary>Completed intents that have not changed for so many days, 0 or more.</summary>
    public static GraphFilter ReadyForArchival(int days, DateTimeOffset now) => new() { Statuses = [GraphStatus.Completed], UpdatedTo = now.AddDays(-days) };
}
