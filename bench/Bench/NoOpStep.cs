using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Definitions;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Bench;

/// <summary>A step that does nothing but put out about 300 bytes, so that all that is measured is the engine.</summary>
internal sealed class NoOpStep : IStepHandler
{
    private static readonly object Result = new { Output = new string('x', 300) };

    public static string Name => "bench.noop";

    /// <summary>The same output as JSON, for the floor.</summary>
    public static string Output { get; } = JsonSerializer.Serialize(Result, ContractJson.Options);

    /// <summary>Ten of it.</summary>
    public static WorkflowDefinition TenSteps { get; } = new("bench", 1,
        [.. Enumerable.Range(0, 10).Select(n => new StepDefinition { Number = n, Name = $"step_{n}", Handler = Name, Artifact = "bench_output", DerivesFrom = n == 0 ? [] : [n - 1] })], []);

    public Task<StepResult> Run(StepContext context, CancellationToken cancel) => Task.FromResult<StepResult>(new StepResult.Completed(Result));
}
