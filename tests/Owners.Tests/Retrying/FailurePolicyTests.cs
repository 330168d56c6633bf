using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Owners.Retrying;

/// <summary>Spec semantics §4.2: movement failures pause 8 s and end the assignment at the third; others pause 1 s for ever; success forgets.</summary>
public sealed class FailurePolicyTests
{
    private static readonly Config Modest = Config.QuickThrowOnFailure.WithMaxTest(200);

    private static readonly Gen<string?> Reasons = Gen.Elements<string?>("movement_failed", "movement_cancelled", "no_resource", "", null);

    [Fact]
    public void The_third_failure_to_move_ends_the_assignment()
    {
        var policy = FailurePolicy.Default;
        var first = policy.AfterFailure("movement_failed", 0);
        var second = policy.AfterFailure("movement_cancelled", first.Failures);
        var third = policy.AfterFailure("movement_failed", second.Failures);

        (first.RetryAfter, second.RetryAfter, third.RetryAfter).ShouldBe((TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(8), null));
        (first.IsUnassigned, second.IsUnassigned, third.IsUnassigned, third.Failures).ShouldBe((false, false, true, 0));
    }

    [Fact]
    public void Other_failures_are_tried_again_after_a_second_however_often() =>
        Check.One(Modest, Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), before =>
            FailurePolicy.Default.AfterFailure("no_resource", before) == new FailureDecision(before, TimeSpan.FromSeconds(1))));

    [Fact]
    public void However_failures_are_mixed_the_assignment_ends_exactly_at_every_third_one_of_movement() =>
        Check.One(Modest, Prop.ForAll(Reasons.ListOf().ToArbitrary(), reasons =>
        {
            var (failures, moved) = (0, 0);
            foreach (var reason in reasons)
            {
                var decision = FailurePolicy.Default.AfterFailure(reason, failures);
                var isMovement = reason is "movement_failed" or "movement_cancelled";
                if (isMovement) moved++;
                if (decision.IsUnassigned != (isMovement && moved % 3 == 0)) return false;
                if (decision.Failures is < 0 or > 2) return false;
                if (!decision.IsUnassigned && decision.RetryAfter != TimeSpan.FromSeconds(isMovement ? 8 : 1)) return false;
                failures = decision.Failures;
            }

            return true;
        }));

    [Fact]
    public void Limits_can_be_set() =>
        Check.One(Modest, Prop.ForAll(Gen.Choose(1, 20).ToArbitrary(), most =>
        {
            var policy = new FailurePolicy { MostMovementFailures = most, MovementCooldown = TimeSpan.FromSeconds(2) };
            var failures = 0;
            for (var i = 1; i < most; i++)
            {
                var decision = policy.AfterFailure("movement_failed", failures);
                if (decision.IsUnassigned) return false;
                failures = decision.Failures;
            }

            return policy.AfterFailure("movement_failed", failures).IsUnassigned;
        }));

    [Fact]
    public void A_count_below_zero_is_refused() => Should.Throw<ArgumentOutOfRangeException>(() => FailurePolicy.Default.AfterFailure("movement_failed", -1));
}
