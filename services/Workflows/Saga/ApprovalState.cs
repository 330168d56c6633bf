namespace IntentEngine.Workflows.Saga;

/// <summary>Where one approval stands.</summary>
public sealed class ApprovalState
{
    /// <summary>Round, from 1; each request for a decision starts a new one.</summary>
    public int Round { get; set; }

    /// <summary>Whether the current round was approved.</summary>
    public bool Approved { get; set; }

    /// <summary>Fingerprint of the decision, to recognise its repetition.</summary>
    public string? Decision { get; set; }

    /// <summary>Number of approved items.</summary>
    public int ApprovedCount { get; set; }
}
