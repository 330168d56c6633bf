namespace IntentEngine.Workflows.Definitions;

/// <summary>A rule that refuses steps until its reason is gone.</summary>
public sealed record GateDefinition
{
    /// <summary>Id on the wire, e.g. <c>gate_icp_required</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The first step it refuses; all later ones too.</summary>
    public required int BlocksFrom { get; init; }

    /// <summary>Steps that must have a current output.</summary>
    public IReadOnlyList<int> RequiresOutputs { get; init; } = [];

    /// <summary>Approval that must have been given in the current round. Null: none.</summary>
    public string? RequiresApproval { get; init; }

    /// <summary>The refusal's exact message.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it.</summary>
    public required string RequiredAction { get; init; }
}
