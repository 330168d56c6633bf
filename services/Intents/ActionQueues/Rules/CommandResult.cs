namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>What became of a command.</summary>
internal abstract record CommandResult
{
    private CommandResult()
    {
    }

    /// <summary>It was done, now or before.</summary>
    /// <param name="Queues">The queues it was about, as they are afterwards.</param>
    /// <param name="Repeated">Whether it had been done before.</param>
    internal sealed record Done(IReadOnlyList<ActionQueue> Queues, bool Repeated = false) : CommandResult
    {
        public Done(ActionQueue queue, bool repeated = false) : this([queue], repeated)
        {
        }

        public ActionQueue Queue => Queues[0];
    }

    /// <summary>The present state forbids it; nothing was changed.</summary>
    internal sealed record Refused(string Reason) : CommandResult;

    /// <summary>It speaks of a claim that is not held any more, or never was: a no-op (seed 003 §7).</summary>
    internal sealed record Stale(string Reason) : CommandResult;

    /// <summary>It could never be done, whatever the state.</summary>
    internal sealed record Impossible(string Reason) : CommandResult;
}
