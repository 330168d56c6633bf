using IntentEngine.Contracts.Intents;
using IntentEngine.Owners.Records;

namespace IntentEngine.Settlers;

/// <summary>Sees to hunger and sleep; a need is more urgent than work, and when it is met, work goes on.</summary>
public sealed class NeedsManager(Village village, IExecutionRecords records, Func<string, Task> resumeWork) : OwnerManager("needs", village, records)
{
    /// <summary>A settler is hungry.</summary>
    public Task Hungry(string settler) => Enqueue(settler, "eat", ActionPriority.High, "NEED_PLAN", new { type = "move", to = "kitchen" }, new { type = "do", what = "eat" });

    /// <inheritdoc/>
    protected override Task OnCompleted(ExecutionRecord record)
    {
        Village.Tell($"needs: {record.Subject} has eaten");
        return resumeWork(record.Subject);
    }

    /// <inheritdoc/>
    protected override Task OnFailed(ExecutionRecord record, string reason) => OnRejected(record, reason);

    /// <inheritdoc/>
    protected override Task OnRejected(ExecutionRecord record, string reason)
    {
        Village.Tell($"needs: {record.Subject} stays hungry ({reason})");
        return resumeWork(record.Subject);
    }
}
