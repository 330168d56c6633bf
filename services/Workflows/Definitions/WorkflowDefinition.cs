namespace IntentEngine.Workflows.Definitions;

/// <summary>A kind of workflow as data: ordered steps with their gates, approvals, retries and time limits.</summary>
/// <remarks>A running workflow keeps the version it started with; a change of meaning is a new version beside the old one.</remarks>
public sealed class WorkflowDefinition
{
    private readonly StepDefinition[] _steps;

    /// <summary>Checks the definition as a whole.</summary>
    /// <exception cref="ArgumentException">Steps are not numbered 0, 1, 2 …, or a step neither runs nor asks.</exception>
    public WorkflowDefinition(string name, int version, IReadOnlyList<StepDefinition> steps, IReadOnlyList<GateDefinition> gates)
    {
        for (var number = 0; number < steps.Count; number++)
        {
            if (steps[number].Number != number)
                throw new ArgumentException($"Definition '{name}': step at position {number} is numbered {steps[number].Number}; steps are numbered 0, 1, 2 … in order.");
            if (steps[number].Handler is null && steps[number].Approval is null)
                throw new ArgumentException($"Definition '{name}': step {number} has neither a handler nor an approval; it would never end.");
        }

        if (steps.Count == 0) throw new ArgumentException($"Definition '{name}' has no steps.");
        Name = name;
        Version = version;
        _steps = [.. steps];
        Gates = gates;
    }

    /// <summary>Name, e.g. <c>content</c>.</summary>
    public string Name { get; }

    /// <summary>Version, from 1.</summary>
    public int Version { get; }

    /// <summary>Steps by number.</summary>
    public IReadOnlyList<StepDefinition> Steps => _steps;

    /// <summary>Gates in the order they are judged; the first violated one is reported.</summary>
    public IReadOnlyList<GateDefinition> Gates { get; }

    /// <summary>Number of the last step.</summary>
    public int LastStep => _steps.Length - 1;

    /// <summary>Status of a workflow that has passed a step: the next one's name, or <c>completed</c>.</summary>
    public string StatusAfter(int step) => step < LastStep ? _steps[step + 1].Name : "completed";

    /// <summary>The step that asks for an approval of this type. Null: none does.</summary>
    public StepDefinition? StepAsking(string approvalType) => Array.Find(_steps, s => s.Approval?.Type == approvalType);
}
