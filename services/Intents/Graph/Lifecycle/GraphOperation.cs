namespace IntentEngine.Intents.Graph.Lifecycle;

/// <summary>The named ways to change an intent's status (spec semantics §1.4). Completion is not among them: its target depends on the result.</summary>
internal enum GraphOperation
{
    /// <summary>Active to executing, when nothing that it waits for is open.</summary>
    Start,

    /// <summary>Executing back to active: the attempt is taken back.</summary>
    Rollback,

    /// <summary>Active or executing to failed.</summary>
    Fail,

    /// <summary>Active or executing to suspended.</summary>
    Suspend,

    /// <summary>Suspended to active.</summary>
    Resume,

    /// <summary>Failed to active: another attempt.</summary>
    Retry,

    /// <summary>Anything to archived.</summary>
    Archive,

    /// <summary>Archived to active.</summary>
    Reactivate,
}
