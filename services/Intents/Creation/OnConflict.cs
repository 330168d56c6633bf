namespace IntentEngine.Intents.Creation;

/// <summary>What happens when another intent of the same type already waits for the same target (architecture, decisions).</summary>
public enum OnConflict
{
    /// <summary>The newer supersedes: what waits is cancelled and its owner told. Default over HTTP.</summary>
    Supersede,

    /// <summary>The newer is refused with 409.</summary>
    Reject,

    /// <summary>Both wait. What messages do.</summary>
    Allow,
}
