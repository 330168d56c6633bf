using FsCheck;
using FsCheck.Fluent;

namespace IntentEngine.Intents.Lifecycle;

public sealed class IntentDecisionsTests
{
    private static readonly IntentStatus[] Statuses = Enum.GetValues<IntentStatus>();

    [Fact]
    public void A_claim_names_worker_execution_and_time()
    {
        var after = Changed(IntentDecisions.Claim(Sample.In(IntentStatus.Pending), "worker-2", "execution-2", Sample.Now)).After;

        (after.Status, after.Worker, after.ExecutionId, after.ClaimedAt, after.Version).ShouldBe((IntentStatus.InProgress, "worker-2", "execution-2", Sample.Now, 2));
    }

    [Fact]
    public void A_claim_may_have_a_lease_and_counts_as_an_attempt()
    {
        var after = Changed(IntentDecisions.Claim(Sample.In(IntentStatus.Pending) with { Attempts = 2 }, "worker-2", "execution-2", Sample.Now, TimeSpan.FromSeconds(30))).After;

        (after.LeaseUntil, after.Attempts).ShouldBe((Sample.Now.AddSeconds(30), 3));
    }

    [Fact]
    public void What_has_expired_or_may_not_start_yet_is_not_claimed()
    {
        var pending = Sample.In(IntentStatus.Pending);

        Refused(IntentDecisions.Claim(pending with { ExpiresAt = Sample.Now }, "w", "e", Sample.Now)).Reason.ShouldStartWith("Cannot go from pending to in_progress: it expired at ");
        Refused(IntentDecisions.Claim(pending with { WaitsUntil = Sample.Now.AddTicks(10) }, "w", "e", Sample.Now)).Reason.ShouldStartWith("Cannot go from pending to in_progress: it may not start before ");
        Changed(IntentDecisions.Claim(pending with { WaitsUntil = Sample.Now, ExpiresAt = Sample.Now.AddTicks(10) }, "w", "e", Sample.Now)).After.WaitsUntil.ShouldBeNull();
    }

    [Fact]
    public void Time_alone_opens_expires_and_takes_back()
    {
        var (pending, claimed) = (Sample.In(IntentStatus.Pending), Sample.In(IntentStatus.InProgress));

        IntentDecisions.Elapse(pending with { WaitsUntil = Sample.Now }, Sample.Now).ShouldBeOfType<Decision.Kept>().ShouldSatisfyAllConditions(
            kept => kept.Announce.ShouldBeTrue(), kept => kept.After.WaitsUntil.ShouldBeNull(), kept => kept.After.Version.ShouldBe(pending.Version));
        Changed(IntentDecisions.Elapse(pending with { WaitsUntil = Sample.Now, ExpiresAt = Sample.Now }, Sample.Now)).ShouldSatisfyAllConditions(
            changed => changed.Action.ShouldBe("intent_expired"), changed => changed.After.Status.ShouldBe(IntentStatus.Cancelled), changed => changed.After.Error.ShouldBe("expired"));
        Changed(IntentDecisions.Elapse(claimed with { LeaseUntil = Sample.Now, ExpiresAt = Sample.Then }, Sample.Now)).ShouldSatisfyAllConditions(
            changed => changed.Action.ShouldBe("intent_lease_expired"), changed => changed.After.Status.ShouldBe(IntentStatus.Pending), changed => changed.After.LeaseUntil.ShouldBeNull());
    }

    [Fact]
    public void Before_its_time_and_after_the_end_nothing_elapses()
    {
        foreach (var status in Statuses)
            Refused(IntentDecisions.Elapse(Sample.In(status) with { WaitsUntil = Sample.Now.AddSeconds(1), LeaseUntil = Sample.Now.AddSeconds(1), ExpiresAt = status == IntentStatus.Pending ? Sample.Now.AddSeconds(1) : Sample.Then }, Sample.Now)).Requested.ShouldBe(status);
    }

    [Fact]
    public void Only_the_claimant_at_work_extends_its_lease()
    {
        IntentDecisions.Extend(Sample.In(IntentStatus.InProgress), "execution-1", TimeSpan.FromMinutes(1), Sample.Now).ShouldBeOfType<Decision.Kept>().After.LeaseUntil.ShouldBe(Sample.Now.AddMinutes(1));
        Refused(IntentDecisions.Extend(Sample.In(IntentStatus.InProgress), "execution-2", TimeSpan.FromMinutes(1), Sample.Now)).Reason.ShouldContain("claimed by execution 'execution-1'");
        foreach (var status in Statuses.Where(s => s != IntentStatus.InProgress))
            Refused(IntentDecisions.Extend(Sample.In(status), "execution-1", TimeSpan.FromMinutes(1), Sample.Now)).Reason.ShouldStartWith($"Cannot go from {status.Word()} to in_progress");
    }

    [Fact]
    public void The_winner_that_claims_again_is_told_again() =>
        IntentDecisions.Claim(Sample.In(IntentStatus.InProgress), "worker-1", "execution-1", Sample.Now).ShouldBe(new Decision.Repeated(AnnounceAgain: true));

    [Theory]
    [InlineData("worker-1", "execution-2")]
    [InlineData("worker-2", "execution-1")]
    public void Anybody_else_loses(string worker, string execution) =>
        Refused(IntentDecisions.Claim(Sample.In(IntentStatus.InProgress), worker, execution, Sample.Now)).Reason.ShouldBe("Cannot go from in_progress to in_progress.");

    [Fact]
    public void Completion_sets_both_times_and_keeps_the_result()
    {
        var result = Sample.In(IntentStatus.Pending).Context;

        var after = Changed(IntentDecisions.Complete(Sample.In(IntentStatus.InProgress), "execution-1", result, Sample.Now)).After;

        (after.CompletedAt, after.EndedAt, after.Error).ShouldBe((Sample.Now, Sample.Now, null));
        after.Result!.Value.GetRawText().ShouldBe(result.GetRawText());
    }

    [Fact]
    public void Failure_ends_without_a_completion_time()
    {
        var after = Changed(IntentDecisions.Fail(Sample.In(IntentStatus.InProgress), "execution-1", "no such file", Sample.Now)).After;

        (after.CompletedAt, after.EndedAt, after.Error).ShouldBe((null, Sample.Now, "no such file"));
    }

    [Fact]
    public void A_retry_forgets_the_failure_and_keeps_the_context()
    {
        var failed = Sample.In(IntentStatus.Failed);

        var after = Changed(IntentDecisions.Retry(failed, Sample.Now)).After;

        (after.Status, after.EndedAt, after.Error).ShouldBe((IntentStatus.Pending, null, null));
        after.Context.ShouldBe(failed.Context);
    }

    [Fact]
    public void An_owned_intent_is_not_retried_behind_its_owners_back() =>
        Refused(IntentDecisions.Retry(Sample.In(IntentStatus.Failed, owner: "workflows"), Sample.Now)).Reason.ShouldContain("'workflows'");

    [Fact]
    public void A_release_is_repeated_by_the_same_execution_and_refused_to_others()
    {
        var released = Changed(IntentDecisions.Release(Sample.In(IntentStatus.InProgress), "execution-1", Sample.Now)).After;

        IntentDecisions.Release(released, "execution-1", Sample.Now).ShouldBe(new Decision.Repeated(AnnounceAgain: false));
        Refused(IntentDecisions.Release(released, "execution-2", Sample.Now)).Reason.ShouldStartWith("Cannot go from pending to pending");
        Refused(IntentDecisions.Release(Sample.In(IntentStatus.Pending), "execution-1", Sample.Now)).Requested.ShouldBe(IntentStatus.Pending);
    }

    [Fact]
    public void Whatever_is_asked_only_legal_transitions_happen_and_refusals_name_both_states() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        ArbMap.Default.ArbFor<(byte, byte, bool, bool)>(),
        input =>
        {
            var (status, verb, owned, same) = input;
            var before = Sample.In(Statuses[status % Statuses.Length], owned ? "workflows" : null);
            var (asked, decision) = Ask(before, verb % 6, same ? "execution-1" : "execution-2");
            return decision switch
            {
                Decision.Changed changed => IntentTransitions.Allow(before.Status, changed.After.Status) && changed.After.Status == asked
                    && changed.After.Version == before.Version + 1 && changed.After.UpdatedAt == Sample.Now && IsSound(changed.After),
                Decision.Repeated => before.Status == asked,
                Decision.Refused refused => refused.Requested == asked && refused.Reason.StartsWith($"Cannot go from {before.Status.Word()} to {asked.Word()}", StringComparison.Ordinal),
                _ => false,
            };
        }));

    [Fact]
    public void Only_the_execution_that_claimed_ends_the_work()
    {
        foreach (var verb in new[] { 1, 2, 3 })
            Refused(Ask(Sample.In(IntentStatus.InProgress), verb, "execution-2").Decision).Reason.ShouldContain("claimed by execution 'execution-1'");
    }

    [Fact]
    public void The_text_of_an_intent_shows_no_token_and_no_context()
    {
        var text = Sample.In(IntentStatus.Failed, owner: "workflows").ToString();

        text.ShouldNotContain("secret-token");
        text.ShouldNotContain("hybrid");
        text.ShouldContain("parse_file-1");
    }

    private static (IntentStatus Asked, Decision Decision) Ask(Intent intent, int verb, string execution) => verb switch
    {
        0 => (IntentStatus.InProgress, IntentDecisions.Claim(intent, "worker-1", execution, Sample.Now)),
        1 => (IntentStatus.Completed, IntentDecisions.Complete(intent, execution, null, Sample.Now)),
        2 => (IntentStatus.Failed, IntentDecisions.Fail(intent, execution, "no", Sample.Now)),
        3 => (IntentStatus.Pending, IntentDecisions.Release(intent, execution, Sample.Now)),
        4 => (IntentStatus.Cancelled, IntentDecisions.Cancel(intent, "no", Sample.Now)),
        _ => (IntentStatus.Pending, IntentDecisions.Retry(intent, Sample.Now)),
    };

    // What the table's check constraints demand.
    private static bool IsSound(Intent intent) =>
        intent.CompletedAt is not null == (intent.Status == IntentStatus.Completed)
        && intent.EndedAt is not null == intent.Status.HasEnded()
        && intent.Error is not null == intent.Status is IntentStatus.Failed or IntentStatus.Cancelled;

    private static Decision.Changed Changed(Decision decision) => decision.ShouldBeOfType<Decision.Changed>();

    private static Decision.Refused Refused(Decision decision) => decision.ShouldBeOfType<Decision.Refused>();
}
