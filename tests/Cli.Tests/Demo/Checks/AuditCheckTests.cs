using System.Text.Json;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;
using Shouldly;
using Xunit;

namespace IntentEngine.Cli.Demo.Checks;

public sealed class AuditCheckTests
{
    private const string Gate = "gate_seeds_approval_required";

    [Fact]
    public void A_trail_that_tells_what_happened_has_no_faults() => Faults(Trail()).ShouldBeEmpty();

    [Theory]
    [InlineData("workflow_created", "begin")]
    [InlineData("step_completed", "step_0_auth")]
    [InlineData("gate_blocked", Gate)]
    [InlineData("approval_granted", "seed_keywords")]
    [InlineData("workflow_completed", "end")]
    public void A_missing_row_is_a_fault(string action, string named) =>
        Faults([.. Trail().Where(row => row.Action != action)]).ShouldContain(fault => fault.Contains(named, StringComparison.Ordinal));

    [Fact]
    public void A_row_told_twice_is_a_fault() =>
        Faults([.. Trail().SelectMany(row => row.Action == "step_completed" ? new[] { row, row } : [row])]).ShouldHaveSingleItem().ShouldContain("step_0_auth");

    [Fact]
    public void A_transition_without_a_row_is_a_fault() =>
        Faults([.. Trail().Where(row => row.Action != "approval_requested")]).ShouldHaveSingleItem().ShouldContain("1, 2, 4, 5");

    [Fact]
    public void A_refusal_that_changed_something_is_a_fault() =>
        Faults([.. Trail().Select(row => row.Action == "gate_blocked" ? row with { Transition = 3 } : row)]).ShouldHaveSingleItem().ShouldContain("changed nothing");

    [Fact]
    public void An_approval_by_somebody_else_is_a_fault() =>
        Faults([.. Trail().Select(row => row.Action == "approval_granted" ? row with { ActorId = "mallory" } : row)]).ShouldHaveSingleItem().ShouldContain("seed_keywords");

    [Fact]
    public void Rows_that_were_not_read_are_a_fault() => AuditCheck.Faults(new Page<AuditEntry>(Trail(), 500), Workflow(), Gate).ShouldHaveSingleItem().ShouldContain("500");

    private static List<string> Faults(AuditEntry[] rows) => [.. AuditCheck.Faults(new Page<AuditEntry>(rows, rows.Length), Workflow(), Gate)];

    private static AuditEntry[] Trail() =>
    [
        Row("workflow_created", 1, "{}"),
        Row("step_completed", 2, """{"step_number":0}"""),
        Row("approval_requested", 3, "{}"),
        Row("gate_blocked", null, $$"""{"gate":"{{Gate}}"}"""),
        Row("approval_granted", 4, """{"approval_type":"seed_keywords","approved":1,"rejected":0}"""),
        Row("workflow_completed", 5, "{}"),
    ];

    private static AuditEntry Row(string action, int? transition, string details) => new()
    {
        Id = 1,
        WorkflowId = Guid.Empty,
        Action = action,
        ActorId = "ada",
        Details = JsonDocument.Parse(details).RootElement,
        Transition = transition,
        CreatedAt = default,
    };

    private static Workflow Workflow() => new()
    {
        Id = Guid.Empty,
        OrganizationId = Guid.Empty,
        Name = "n",
        Definition = "content",
        Status = "completed",
        Phase = "completed",
        ProgressPercentage = 100,
        ApprovalStatus = "approved",
        CostUsd = 0,
        CorrelationId = "c",
        CreatedBy = "ada",
        CreatedAt = default,
        UpdatedAt = default,
        Steps = [new WorkflowStep { StepId = Guid.Empty, StepNumber = 0, StepName = "step_0_auth", Status = "completed", Round = 1, RetryCount = 0, MaxRetries = 0 }],
        Approvals = [new WorkflowApproval { ApprovalType = "seed_keywords", Round = 1, Decision = "approved", ApproverId = "ada", ApprovedItems = [Guid.Empty], RejectedItems = [], DecidedAt = default }],
    };
}
