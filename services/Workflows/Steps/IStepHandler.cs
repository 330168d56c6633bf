namespace IntentEngine.Workflows.Steps;

/// <summary>The work of one step. Runs outside any transaction; may run again after a crash, so outside effects use <see cref="StepContext.IdempotencyKey"/>.</summary>
/// <remarks>
/// Failure is thrown: a <see cref="Providers.ProviderException"/> or <see cref="StepException"/> says whether trying again can help;
/// anything else counts as unknown and is tried again within the step's retries (seed 004 §4.2).
/// </remarks>
public interface IStepHandler
{
    /// <summary>The name by which definitions refer to this handler, e.g. <c>content.icp</c>.</summary>
    static abstract string Name { get; }

    /// <summary>Does the work and returns its output, or says what is missing, or delegates.</summary>
    Task<StepResult> Run(StepContext context, CancellationToken cancel);
}
