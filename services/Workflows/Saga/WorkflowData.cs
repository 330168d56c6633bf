using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Saga;

/// <summary>The part of a workflow's state that nobody queries by: column <c>data</c>.</summary>
public sealed class WorkflowData
{
    /// <summary>What it was created with.</summary>
    public WorkflowInput Input { get; set; } = new();

    /// <summary>Round of each step, from 1; a send-back starts a new one. Missing: 1.</summary>
    public Dictionary<int, int> Rounds { get; set; } = [];

    /// <summary>Steps with a current output.</summary>
    public SortedSet<int> Completed { get; set; } = [];

    /// <summary>Approvals by type.</summary>
    public Dictionary<string, ApprovalState> Approvals { get; set; } = [];

    /// <summary>Attempt at the current step, from 1.</summary>
    public int Attempt { get; set; } = 1;

    /// <summary>Retries used at the current step.</summary>
    public int Retries { get; set; }

    /// <summary>Id of the current attempt: also its execution id. A result for another one is stale.</summary>
    public Guid Run { get; set; }

    /// <summary>When the current attempt starts or started (UTC).</summary>
    public DateTimeOffset? RunStartedAt { get; set; }

    /// <summary>The attempt this one repeats. Null: none.</summary>
    public Guid? RetryOf { get; set; }

    /// <summary>How the current attempt repeats <see cref="RetryOf"/>, when it is not a plain <c>retry</c>. Null: it is, or it repeats nothing.</summary>
    public string? RetryKind { get; set; }

    /// <summary><c>input_data</c> of a manual trigger of the current step, JSON.</summary>
    public string? ManualInput { get; set; }

    /// <summary>Pieces of delegated work not settled yet.</summary>
    public int Outstanding { get; set; }

    /// <summary>Pieces of delegated work handed out by the current step.</summary>
    public int OutstandingTotal { get; set; }

    /// <summary>Pieces of delegated work that failed.</summary>
    public int OutstandingFailed { get; set; }

    /// <summary>Message id of the running approval time-out.</summary>
    public Guid? ApprovalTimer { get; set; }

    /// <summary>Why it is blocked. Null: it is not.</summary>
    public string? BlockedReason { get; set; }

    /// <summary>What to do about it.</summary>
    public string? RequiredAction { get; set; }

    /// <summary>Whether it is blocked because nobody decided in time.</summary>
    public bool IsApprovalExpired { get; set; }

    /// <summary>The execution that caused a child workflow.</summary>
    public string? ParentExecution { get; set; }

    /// <summary>The artifact a child workflow derives from.</summary>
    public string? ParentArtifact { get; set; }

    /// <summary>The intent a child workflow executes.</summary>
    public string? IntentId { get; set; }

    /// <summary>Why it failed or was cancelled.</summary>
    public string? EndReason { get; set; }

    /// <summary>What providers charged so far, in US dollars.</summary>
    public decimal CostUsd { get; set; }

    /// <summary>The current round of a step.</summary>
    public int RoundOf(int step) => Rounds.GetValueOrDefault(step, 1);
}
