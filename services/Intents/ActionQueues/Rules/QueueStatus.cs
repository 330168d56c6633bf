namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>Where an enqueue is in its life. The last four are final; exactly one of them is reached (spec semantics §4.3.4).</summary>
internal enum QueueStatus
{
    /// <summary>Another queue of the subject runs.</summary>
    Waiting,

    /// <summary>Its actions are being done, one after the other; at most one queue of a subject.</summary>
    Running,

    /// <summary>All actions are done.</summary>
    Completed,

    /// <summary>An action failed.</summary>
    Failed,

    /// <summary>It lost to something more urgent, or was stopped.</summary>
    Rejected,

    /// <summary>Its time ran out.</summary>
    Expired,
}
