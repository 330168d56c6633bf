using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Does nothing.</summary>
public sealed class NoOpHandler : IStepHandler
{
    public static string Name => "test.no_op";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel) => Task.FromResult<StepResult>(new StepResult.Completed(new { Done = true }));
}
