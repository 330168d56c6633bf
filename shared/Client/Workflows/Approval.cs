namespace IntentEngine.Client.Workflows;

/// <summary>A decision to send.</summary>
public sealed record Approval
{
    /// <summary><c>approval_type</c> of step 3's keywords.</summary>
    public const string SeedKeywords = "seed_keywords";

    /// <summary><c>approval_type</c> of step 7's subtopics.</summary>
    public const string Subtopics = "subtopics";

    /// <summary><see cref="SeedKeywords"/> or <see cref="Subtopics"/>.</summary>
    public required string ApprovalType { get; init; }

    /// <summary>Ids of what may go on. Null: all, for seed keywords only.</summary>
    public IReadOnlyList<Guid>? ApprovedItems { get; init; }

    /// <summary>Ids of what may not; what is in neither list is not approved. Null: none.</summary>
    public IReadOnlyList<Guid>? RejectedItems { get; init; }

    /// <summary>For the record; at most 2000 characters.</summary>
    public string? Feedback { get; init; }
}
