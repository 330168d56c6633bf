namespace IntentEngine.Messaging.Database;

/// <summary>What became of a commit.</summary>
public enum CommitOutcome
{
    /// <summary>All of it is durable.</summary>
    Committed,

    /// <summary>The message had been consumed before: nothing was written, and nothing is left to do but acknowledge.</summary>
    Duplicate,
}
