using IntentEngine.EndToEnd.Clusters;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What must hold on the broker once everything has settled.</summary>
internal static class BrokerInvariants
{
    /// <summary>What does not hold now: messages that nobody takes, queues of lost messages, queues nobody listens to.</summary>
    public static async Task<List<Violation>> Check(Cluster cluster)
    {
        var violations = new List<Violation>();
        var listed = await cluster.Broker.ControlAsync("list_queues", "--quiet", "--no-table-headers", "name", "messages", "consumers");
        foreach (var line in listed.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = line.Split('\t', StringSplitOptions.TrimEntries);
            if (columns.Length < 3) continue;
            if (columns[0].EndsWith("_error", StringComparison.Ordinal) || columns[0].EndsWith("_skipped", StringComparison.Ordinal)) violations.Add(new Violation("no queue of lost messages exists", line));
            if (columns[1] != "0") violations.Add(new Violation("every queue is empty", line));
            if (columns[2] == "0") violations.Add(new Violation("every queue has a consumer", line));
        }

        return violations;
    }
}
