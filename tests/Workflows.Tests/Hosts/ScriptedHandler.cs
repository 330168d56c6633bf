using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Hosts;

/// <summary>Stands for every handler of every definition and does what its organization's <see cref="Script"/> says.</summary>
public sealed class ScriptedHandler(Scripts scripts) : IStepHandler
{
    public static string Name => "scripted";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel) => scripts.Of(context.OrganizationId).Run(context, cancel);
}
