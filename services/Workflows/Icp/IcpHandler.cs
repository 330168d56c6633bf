using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Icp;

/// <summary>Step 1: asks the model for the ideal customer profile of the organization.</summary>
internal sealed class IcpHandler(ILanguageModel model) : IStepHandler
{
    public static string Name => "content.icp";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var manual = ManualInput.Read<ProfileInput>(context);
        var profile = ProfileChoice.Choose(manual, context.Input, await context.StoredProfile(cancel));
        if (profile is null)
        {
            return new StepResult.Blocked(
                "The organization has no profile (name, industry, goals), and the workflow was created without one.",
                $"PUT /api/organizations/{context.OrganizationId}/profile with name, industry and goals, or send 'profile' in the request that creates the workflow.");
        }

        if (ProfileChoice.Problem(profile) is { } problem) throw new StepException("validation_error", problem);

        var cost = new CostMeter();
        var answer = await model.Ask<IcpAnswer>(IcpPrompt.For(profile), cost, cancel);
        return new StepResult.Completed(answer.Value.ToDocument(profile, answer.Completion), cost.Total);
    }
}
