namespace IntentEngine.Workflows.Definitions;

/// <summary>How the pause between attempts grows.</summary>
public enum Backoff
{
    /// <summary>No pause.</summary>
    None,

    /// <summary>Grows by the base each time.</summary>
    Linear,

    /// <summary>Doubles each time.</summary>
    Exponential,
}
