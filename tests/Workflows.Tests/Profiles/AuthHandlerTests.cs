using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows.Profiles;

public sealed class AuthHandlerTests
{
    [Fact]
    public async Task The_output_names_organization_and_workflow()
    {
        var context = FixedContext.ForStep(0);

        var (output, cost) = await new AuthHandler().Completes<AuthOutput>(context);

        output.ShouldBe(new AuthOutput(context.OrganizationId, context.WorkflowId));
        cost.ShouldBe(0);
    }

    [Fact]
    public async Task A_run_without_an_organization_does_not_start()
    {
        var nobody = new FixedContext { OrganizationId = Guid.Empty, WorkflowId = Guid.NewGuid(), Step = 0, Attempt = 1, IdempotencyKey = "k", Input = new WorkflowInput() };

        (await Should.ThrowAsync<StepException>(() => new AuthHandler().RunOnce(nobody))).IsTransient.ShouldBeFalse();
    }
}
