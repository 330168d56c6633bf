namespace IntentEngine.Workflows.Definitions;

/// <summary>One step of a definition.</summary>
public sealed record StepDefinition
{
    /// <summary>Number, from 0.</summary>
    public required int Number { get; init; }

    /// <summary>Name on the wire while the workflow is at this step, e.g. <c>step_3_seeds</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Name of the handler that does the work. Null: only a person decides here.</summary>
    public string? Handler { get; init; }

    /// <summary>What a person must approve before the step counts as passed. Null: nothing.</summary>
    public ApprovalDefinition? Approval { get; init; }

    /// <summary>How failures are tried again; default: not at all.</summary>
    public RetryRule Retry { get; init; } = RetryRule.Never;

    /// <summary>How long one attempt may take; default 2 minutes. Stays below the broker's consumer time-out of 30 minutes.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Type of the artifact its output is. Null: the output is no artifact.</summary>
    public string? Artifact { get; init; }

    /// <summary>Steps whose outputs it derives from, first parent first.</summary>
    public IReadOnlyList<int> DerivesFrom { get; init; } = [];
}
