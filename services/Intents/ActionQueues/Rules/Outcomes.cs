namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>Reasons the engine itself gives to owners; part of the wire contract.</summary>
internal static class Outcomes
{
    /// <summary>Something more urgent took its place.</summary>
    public const string Interrupted = "interrupted";

    /// <summary>The subject was busy and the enqueue would not wait.</summary>
    public const string Busy = "busy";

    /// <summary>There was nothing to do.</summary>
    public const string NoActions = "no_actions";

    /// <summary>A snapshot that does not know it was restored.</summary>
    public const string Restored = "restored";

    /// <summary>Its time ran out.</summary>
    public const string TimeToLive = "time_to_live";
}
