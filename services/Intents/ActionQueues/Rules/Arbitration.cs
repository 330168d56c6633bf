namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>Who goes first (spec semantics §4.1). Pure.</summary>
internal static class Arbitration
{
    /// <summary>Rank of an owner among equals: needs before navigation before work before all others.</summary>
    public static int Rank(string owner) => owner switch { "needs" => 3, "navigation" => 2, "work" => 1, _ => 0 };

    /// <summary>Whether <paramref name="newcomer"/> takes the place of what runs: only strictly higher priority does, so that equals do not chase each other away.</summary>
    public static bool Interrupts(ActionQueue newcomer, ActionQueue running) => newcomer.Priority > running.Priority;

    /// <summary>Which of those who wait is next: priority, then rank of the owner, then order of arrival, in which they are given.</summary>
    public static ActionQueue? Next(IEnumerable<ActionQueue> waiting) =>
        waiting.OrderByDescending(queue => queue.Priority).ThenByDescending(queue => Rank(queue.Owner)).FirstOrDefault();
}
