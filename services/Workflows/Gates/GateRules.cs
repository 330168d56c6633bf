using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Gates;

/// <summary>Judges whether a step may run. Pure: the same state gets the same answer, and refusing changes nothing (seed 004 §3.2).</summary>
public static class GateRules
{
    /// <summary>The first violated gate for <paramref name="step"/>, in the definition's order. Null: every gate is open.</summary>
    /// <param name="definition">The workflow's definition.</param>
    /// <param name="step">The step that is wanted.</param>
    /// <param name="completedSteps">Steps with a current output.</param>
    /// <param name="givenApprovals">Approvals given in their current round.</param>
    public static GateRefusal? Judge(WorkflowDefinition definition, int step, IReadOnlySet<int> completedSteps, IReadOnlySet<string> givenApprovals)
    {
        foreach (var gate in definition.Gates)
        {
            if (step < gate.BlocksFrom) continue;
            var open = gate.RequiresOutputs.All(completedSteps.Contains)
                && (gate.RequiresApproval is null || givenApprovals.Contains(gate.RequiresApproval));
            if (!open) return new GateRefusal(gate, step);
        }

        return null;
    }
}
