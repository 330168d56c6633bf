namespace IntentEngine.EndToEnd.Driving;

/// <summary>How one request ended, as its sender knows it.</summary>
internal enum Outcome
{
    /// <summary>Answered 2xx: it happened.</summary>
    Ok,

    /// <summary>Answered 4xx: it did not happen.</summary>
    Fail,

    /// <summary>No answer, or 5xx: it may or may not have happened.</summary>
    Unknown,
}
