using IntentEngine.Contracts.Intents;
using IntentEngine.Owners.Records;

namespace IntentEngine.Settlers;

/// <summary>Moves settlers who are in the way or have nowhere to go.</summary>
public sealed class NavigationManager(Village village, IExecutionRecords records) : OwnerManager("navigation", village, records)
{
    /// <summary>Sends a settler home.</summary>
    public Task GoHome(string settler) => Enqueue(settler, "go home", ActionPriority.Low, "NAVIGATION_YIELD", new { type = "teleport", to = "home" });

    /// <inheritdoc/>
    protected override Task OnCompleted(ExecutionRecord record)
    {
        Village.Tell($"navigation: {record.Subject} is home");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    protected override Task OnFailed(ExecutionRecord record, string reason) => OnRejected(record, reason);

    /// <inheritdoc/>
    protected override Task OnRejected(ExecutionRecord record, string reason)
    {
        Village.Tell($"navigation: {record.Subject} is not home ({reason})");
        return Task.CompletedTask;
    }
}
