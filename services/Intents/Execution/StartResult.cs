using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Execution;

/// <summary>What became of the wish to execute an intent.</summary>
internal abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>It is being executed, now or since an earlier request.</summary>
    internal sealed record Started(Intent Intent) : StartResult;

    /// <summary>Its present state forbids it; nothing was changed.</summary>
    /// <param name="Intent">As it is.</param>
    /// <param name="Reason">For people.</param>
    internal sealed record Refused(Intent Intent, string Reason) : StartResult;

    /// <summary>It cannot be executed as it is; nothing was changed.</summary>
    /// <param name="Reason">For people.</param>
    internal sealed record Unfit(string Reason) : StartResult;

    /// <summary>The organization has no such intent.</summary>
    internal sealed record Unknown : StartResult;
}
