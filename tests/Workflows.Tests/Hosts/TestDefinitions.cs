using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Definitions of tests alone.</summary>
public static class TestDefinitions
{
    /// <summary>Ten automatic steps that do nothing, without gates.</summary>
    public static WorkflowDefinition TenSteps { get; } = new("ten_steps", 1,
        [.. Enumerable.Range(0, 10).Select(n => new StepDefinition { Number = n, Name = $"step_{n}", Handler = NoOpHandler.Name, Artifact = "nothing" })], []);
}
