namespace IntentEngine.Intents.Lifecycle;

/// <summary>What comes of asking an intent to change.</summary>
internal abstract record Decision
{
    private Decision()
    {
    }

    /// <summary>It changes.</summary>
    /// <param name="After">What it becomes; its version is one more than that of the intent it was decided on.</param>
    /// <param name="Action">Word for the audit log, e.g. <c>intent_claimed</c>.</param>
    internal sealed record Changed(Intent After, string Action) : Decision;

    /// <summary>It stays where it is in its life, so there is nothing to audit: its lease is longer, or its time has come.</summary>
    /// <param name="After">What is saved; the version stays.</param>
    /// <param name="Announce">Whether its state is announced.</param>
    internal sealed record Kept(Intent After, bool Announce) : Decision;

    /// <summary>It had happened before: the asker is answered as then, and nothing changes.</summary>
    /// <param name="AnnounceAgain">Whether what was announced then is announced again, for an asker that lost it.</param>
    internal sealed record Repeated(bool AnnounceAgain) : Decision;

    /// <summary>The present state forbids it.</summary>
    /// <param name="Requested">The status that was asked for.</param>
    /// <param name="Reason">Names both states and what to do, for people.</param>
    internal sealed record Refused(IntentStatus Requested, string Reason) : Decision;
}
