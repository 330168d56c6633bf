using System.Collections.Concurrent;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Stands for every handler of every definition and does what its organization's <see cref="Script"/> says.</summary>
public sealed class ScriptedHandler(Scripts scripts) : IStepHandler
{
    public static string Name => "scripted";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel) => scripts.Of(context.OrganizationId).Run(context, cancel);
}

/// <summary>The scripts by organization.</summary>
public sealed class Scripts
{
    private readonly ConcurrentDictionary<Guid, Script> _scripts = new();

    public Script Of(Guid organizationId) => _scripts.GetOrAdd(organizationId, _ => new Script());
}

/// <summary>Definitions of tests alone.</summary>
public static class TestDefinitions
{
    /// <summary>Ten automatic steps without gates; step 9 of a script delegates, so its steps are numbered past the special ones by their handler: none is special here.</summary>
    public static WorkflowDefinition TenSteps { get; } = new("ten_steps", 1,
        [.. Enumerable.Range(0, 10).Select(n => new StepDefinition { Number = n, Name = $"step_{n}", Handler = NoOpHandler.Name, Artifact = "nothing" })], []);
}

/// <summary>Does nothing.</summary>
public sealed class NoOpHandler : IStepHandler
{
    public static string Name => "test.no_op";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel) => Task.FromResult<StepResult>(new StepResult.Completed(new { Done = true }));
}
