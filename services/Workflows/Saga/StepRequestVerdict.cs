using IntentEngine.Workflows.Gates;

namespace IntentEngine.Workflows.Saga;

/// <summary>What a manual trigger of a step gets.</summary>
public abstract record StepRequestVerdict
{
    private StepRequestVerdict() { }

    /// <summary>It starts.</summary>
    public sealed record Start : StepRequestVerdict;

    /// <summary>A gate refuses (423).</summary>
    public sealed record Refused(GateRefusal Refusal) : StepRequestVerdict;

    /// <summary>Something else is in the way (409).</summary>
    public sealed record Conflict(string Detail) : StepRequestVerdict;

    /// <summary>Nothing to do: it is <c>running</c>, <c>completed</c>, or <c>blocked</c> until a person decides.</summary>
    public sealed record Stands(string Status, string? BlockedReason = null) : StepRequestVerdict;
}
