using IntentEngine.Intents.Lifecycle;

namespace IntentEngine.Intents.Log;

/// <summary>What became of a request.</summary>
internal abstract record ChangeResult
{
    private ChangeResult()
    {
    }

    /// <summary>It was done, now or before.</summary>
    /// <param name="Intent">As it is afterwards.</param>
    internal sealed record Done(Intent Intent) : ChangeResult;

    /// <summary>The present state forbids it; nothing was changed.</summary>
    /// <param name="Intent">As it is.</param>
    /// <param name="Requested">The status that was asked for.</param>
    /// <param name="Reason">For people.</param>
    internal sealed record Refused(Intent Intent, IntentStatus Requested, string Reason) : ChangeResult;

    /// <summary>The organization has no such intent.</summary>
    internal sealed record Unknown : ChangeResult;
}
