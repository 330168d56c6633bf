using MassTransit;

namespace IntentEngine.Contracts.Intents;

/// <summary>Command to an owner: work it had enqueued ended. Carries owner and token and no domain data (seed 003 §3.3); the owner loads its own record.</summary>
/// <remarks>May arrive twice, late, or for a token the owner no longer knows: then it is a no-op.</remarks>
[EntityName("completions.reported.v1")]
[MessageUrn("completions:reported:v1")]
public sealed record CompletionReported
{
    /// <summary>The queue of one owner, the only thing delivery depends on.</summary>
    public static string QueueOf(string owner) => $"completions-{owner}";

    /// <summary>Whose work it was.</summary>
    public required Guid OrganizationId { get; init; }

    /// <summary>Who is told.</summary>
    public required string Owner { get; init; }

    /// <summary>The owner's single-use key.</summary>
    public required string Token { get; init; }

    /// <summary>How it ended.</summary>
    public required CompletionOutcome Outcome { get; init; }

    /// <summary>Why it failed or was rejected, for people. Null when completed.</summary>
    public string? Reason { get; init; }
}

/// <summary>How enqueued work ends; exactly one of these for each token.</summary>
public enum CompletionOutcome
{
    /// <summary>It was done.</summary>
    Completed,

    /// <summary>It was tried and failed for good.</summary>
    Failed,

    /// <summary>It was not tried: cancelled or superseded.</summary>
    Rejected,
}
