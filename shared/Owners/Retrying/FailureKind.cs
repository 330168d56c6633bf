namespace IntentEngine.Owners.Retrying;

/// <summary>What failed, as far as the next try depends on it (spec semantics §4.2).</summary>
public enum FailureKind
{
    /// <summary>The way there: <c>movement_failed</c> or <c>movement_cancelled</c>. Tried again a few times; then the subject is not for this work.</summary>
    Movement,

    /// <summary>Anything else. Tried again as long as it takes.</summary>
    Other,
}
