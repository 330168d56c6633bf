using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Creation;

namespace IntentEngine.Intents.Claiming;

/// <summary>What a claim must name, over HTTP and as a message alike.</summary>
internal static class ClaimRules
{
    /// <summary>Longest name of a worker, in characters.</summary>
    internal const int LongestWorker = 100;

    /// <summary>Notes the faults of a claim.</summary>
    public static void Check(string worker, string executionId, Validation faults)
    {
        faults.RequireText(worker, "worker", LongestWorker);
        faults.RequireText(executionId, "execution_id", NewIntentRules.LongestId);
    }
}
