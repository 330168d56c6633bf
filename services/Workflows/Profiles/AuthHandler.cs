using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Profiles;

/// <summary>Step 0: a run without an organization must not start. Who may create one was checked where the request came in.</summary>
internal sealed class AuthHandler : IStepHandler
{
    public static string Name => "content.auth";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        if (context.OrganizationId == Guid.Empty || context.WorkflowId == Guid.Empty)
        {
            throw new StepException("auth_error", "A workflow needs an id and an organization, and one of them is empty. Create the workflow again with a valid token.");
        }

        return Task.FromResult<StepResult>(new StepResult.Completed(new AuthOutput(context.OrganizationId, context.WorkflowId)));
    }
}
