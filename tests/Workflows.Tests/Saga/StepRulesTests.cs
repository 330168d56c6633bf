using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Saga;

public sealed class StepRulesTests
{
    // phase, step the workflow is at, wanted step, force, what comes of it
    [Theory]
    [InlineData("Running", 1, 1, false, "stands running")]
    [InlineData("Running", 1, 1, true, "stands running")]
    [InlineData("Running", 1, 0, false, "stands completed")]
    [InlineData("Running", 1, 0, true, "conflict")]
    [InlineData("Running", 1, 2, false, "refused gate_icp_required")]
    [InlineData("Running", 4, 5, false, "conflict")]
    [InlineData("Running", 4, 6, true, "conflict")]
    [InlineData("Running", 4, 7, true, "refused gate_longtails_required")]
    [InlineData("Running", 7, 8, false, "conflict")]
    [InlineData("Retrying", 4, 4, false, "start")]
    [InlineData("Retrying", 4, 5, false, "conflict")]
    [InlineData("Delegating", 9, 9, false, "stands running")]
    [InlineData("Delegating", 9, 9, true, "stands running")]
    [InlineData("AwaitingApproval", 3, 3, false, "stands completed")]
    [InlineData("AwaitingApproval", 3, 4, false, "refused gate_seeds_approval_required")]
    [InlineData("AwaitingApproval", 8, 8, false, "stands blocked")]
    [InlineData("AwaitingApproval", 8, 8, true, "stands blocked")]
    [InlineData("AwaitingApproval", 8, 9, true, "refused gate_subtopic_approval_required")]
    [InlineData("Blocked", 1, 1, false, "start")]
    [InlineData("Expired", 8, 8, false, "stands blocked")]
    [InlineData("Expired", 8, 8, true, "stands blocked")]
    [InlineData("Failed", 4, 4, false, "conflict")]
    [InlineData("Failed", 4, 4, true, "start")]
    [InlineData("Failed", 4, 5, true, "conflict")]
    [InlineData("Failed", 4, 2, false, "stands completed")]
    [InlineData("Completed", 9, 9, false, "stands completed")]
    [InlineData("Completed", 9, 9, true, "conflict")]
    [InlineData("Cancelled", 4, 4, true, "conflict")]
    [InlineData("Cancelled", 4, 2, false, "conflict")]
    public void A_manual_trigger_gets_what_the_state_allows(string phase, int at, int wanted, bool force, string expected)
    {
        var verdict = StepRules.JudgeRequest(ContentWorkflow.V1, Workflow(phase, at), new StepRequested(Guid.Empty, wanted, null, force, Actor.System));

        Describe(verdict).ShouldBe(expected);
    }

    [Theory]
    [InlineData("AwaitingApproval", 8, "subtopics", 1, true)]
    [InlineData("AwaitingApproval", 8, "subtopics", 2, false)]
    [InlineData("AwaitingApproval", 8, "seed_keywords", 1, false)]
    [InlineData("AwaitingApproval", 8, "longtails", 1, false)]
    [InlineData("AwaitingApproval", 3, "seed_keywords", 1, true)]
    [InlineData("Expired", 3, "seed_keywords", 1, true)]
    [InlineData("Blocked", 3, "seed_keywords", 1, false)]
    [InlineData("Running", 3, "seed_keywords", 1, false)]
    [InlineData("Failed", 3, "seed_keywords", 1, false)]
    public void A_decision_is_awaited_for_the_asked_type_and_the_shown_round(string phase, int at, string type, int round, bool awaited) =>
        StepRules.IsAwaited(ContentWorkflow.V1, Workflow(phase, at), type, round).ShouldBe(awaited);

    [Theory]
    [InlineData("AwaitingApproval", 8, 1, null)]
    [InlineData("AwaitingApproval", 8, 7, null)]
    [InlineData("AwaitingApproval", 8, 8, "is a decision")]
    [InlineData("AwaitingApproval", 8, 9, "between 1 and 8")]
    [InlineData("AwaitingApproval", 3, 4, "between 1 and 3")]
    [InlineData("AwaitingApproval", 3, 0, "between 1 and 3")]
    [InlineData("Expired", 8, 3, null)]
    [InlineData("Blocked", 1, 1, null)]
    [InlineData("Failed", 5, 5, null)]
    [InlineData("Running", 5, 3, "waits for a decision")]
    [InlineData("Retrying", 5, 3, "waits for a decision")]
    [InlineData("Delegating", 9, 7, "waits for a decision")]
    [InlineData("Completed", 9, 7, "waits for a decision")]
    [InlineData("Cancelled", 8, 7, "waits for a decision")]
    public void A_workflow_is_sent_back_only_from_rest_and_only_to_work_it_has_done(string phase, int at, int to, string? why)
    {
        var refusal = StepRules.WhyNoSendBack(ContentWorkflow.V1, Workflow(phase, at), to);

        if (why is null) refusal.ShouldBeNull();
        else refusal.ShouldNotBeNull().ShouldContain(why);
    }

    private static WorkflowState Workflow(string phase, int step)
    {
        var workflow = new WorkflowState
        {
            CurrentState = phase == "Expired" ? "Blocked" : phase,
            Step = step,
            Status = ContentWorkflow.V1.Steps[step].Name,
            Definition = ContentWorkflow.Name,
            DefinitionVersion = 1,
        };
        workflow.Data.IsApprovalExpired = phase == "Expired";
        workflow.Data.Completed = [.. Enumerable.Range(0, step)];
        if (phase == "Completed" || step == 3 && phase is "AwaitingApproval" or "Expired") workflow.Data.Completed.Add(step);
        if (step > 3) workflow.Data.Approvals["seed_keywords"] = new ApprovalState { Round = 1, Approved = true };
        if (step > 8) workflow.Data.Approvals["subtopics"] = new ApprovalState { Round = 1, Approved = true };
        return workflow;
    }

    private static string Describe(StepRequestVerdict verdict) => verdict switch
    {
        StepRequestVerdict.Start => "start",
        StepRequestVerdict.Refused refused => $"refused {refused.Refusal.Gate.Id}",
        StepRequestVerdict.Stands stands => $"stands {stands.Status}",
        _ => "conflict",
    };
}
