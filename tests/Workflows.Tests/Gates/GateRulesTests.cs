using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Workflows.Gates;

public sealed class GateRulesTests
{
    private static readonly string[] Approvals = [ContentWorkflow.SeedKeywords, ContentWorkflow.Subtopics];

    [Theory]
    [InlineData(2, new int[0], "", "gate_icp_required", "ICP generation required before competitor analysis")]
    [InlineData(3, new[] { 1 }, "", "gate_competitors_required", "Competitor analysis required before seed keywords")]
    [InlineData(4, new[] { 1, 2, 3 }, "", "gate_seeds_approval_required", "Seed keywords must be approved before longtail expansion")]
    [InlineData(7, new[] { 1, 2, 3 }, "seed_keywords", "gate_longtails_required", "Longtail expansion required before subtopic generation")]
    [InlineData(7, new[] { 1, 2, 3, 4, 5 }, "seed_keywords", "gate_longtails_required", "Longtail expansion required before subtopic generation")]
    [InlineData(9, new[] { 1, 2, 3, 4, 5, 6, 7 }, "seed_keywords", "gate_subtopic_approval_required", "Subtopics must be approved before article generation")]
    public void Each_gate_refuses_with_the_words_of_the_seed(int step, int[] completed, string approved, string gate, string message)
    {
        var refusal = Judge(step, completed, approved.Split(',', StringSplitOptions.RemoveEmptyEntries));

        refusal.ShouldNotBeNull();
        (refusal.Gate.Id, refusal.Gate.Message, refusal.Step).ShouldBe((gate, message, step));
        refusal.Gate.RequiredAction.ShouldNotBeNullOrWhiteSpace();
    }

    [Theory]
    [InlineData(0, new int[0], "")]
    [InlineData(1, new int[0], "")]
    [InlineData(2, new[] { 1 }, "")]
    [InlineData(3, new[] { 1, 2 }, "")]
    [InlineData(4, new[] { 1, 2 }, "seed_keywords")]
    [InlineData(6, new[] { 1, 2 }, "seed_keywords")]
    [InlineData(7, new[] { 1, 2, 4, 6 }, "seed_keywords")]
    [InlineData(9, new[] { 1, 2, 4, 6 }, "seed_keywords,subtopics")]
    public void A_gate_opens_when_its_reason_is_gone(int step, int[] completed, string approved) =>
        Judge(step, completed, approved.Split(',', StringSplitOptions.RemoveEmptyEntries)).ShouldBeNull();

    [Fact]
    public void With_nothing_done_every_later_step_is_refused_by_the_first_gate() =>
        Enumerable.Range(2, 8).Select(step => Judge(step, [], [])!.Gate.Id).Distinct().ShouldBe(["gate_icp_required"]);

    [Fact]
    public void What_is_reported_is_always_the_first_violated_gate() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(States(), state =>
        {
            var expected = ContentWorkflow.V1.Gates.FirstOrDefault(gate => state.Step >= gate.BlocksFrom
                && (gate.RequiresOutputs.Any(o => !state.Completed.Contains(o)) || gate.RequiresApproval is { } needed && !state.Approved.Contains(needed)));
            return Judge(state.Step, state.Completed, state.Approved)?.Gate == expected;
        }));

    [Fact]
    public void Doing_or_approving_more_never_closes_a_gate() =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(States(), States(), (less, other) =>
            Judge(less.Step, less.Completed, less.Approved) is not null
            || Judge(less.Step, [.. less.Completed, .. other.Completed], [.. less.Approved, .. other.Approved]) is null));

    private static GateRefusal? Judge(int step, IEnumerable<int> completed, IEnumerable<string> approved) =>
        GateRules.Judge(ContentWorkflow.V1, step, completed.ToHashSet(), approved.ToHashSet());

    private static Arbitrary<State> States() => (
        from step in Gen.Choose(0, 9)
        from completed in Gen.SubListOf(Enumerable.Range(0, 10))
        from approved in Gen.SubListOf(Approvals)
        select new State(step, [.. completed], [.. approved])).ToArbitrary();

    private sealed record State(int Step, int[] Completed, string[] Approved);
}
