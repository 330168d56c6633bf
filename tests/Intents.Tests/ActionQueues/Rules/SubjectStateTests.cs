using FsCheck;
using FsCheck.Fluent;
using IntentEngine.Contracts.Intents;

namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>Whatever happens to a subject in whatever order: every enqueue ends once, one runs at a time, and what waits gets its turn (spec semantics §4.3.4).</summary>
public sealed class SubjectStateTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ActionPriority[] Priorities = Enum.GetValues<ActionPriority>();
    private static readonly string[] Owners = ["work", "needs", "navigation", "logistics"];

    [Fact]
    public void Every_enqueue_ends_exactly_once_whatever_happens() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Gen.Choose(0, int.MaxValue).ListOf().ToArbitrary(), moves =>
        {
            var state = new SubjectState("settler-1", 0, []);
            var now = Start;
            var enqueued = new List<Guid>();
            foreach (var move in moves)
            {
                now = now.AddSeconds(1);
                Move(state, move, now, enqueued);
                if (state.Live.Count(queue => queue.Status == QueueStatus.Running) != (state.Live.Count == 0 ? 0 : 1)) return false;
                if (state.Live.Any(queue => queue.Claim is not null && queue.Status != QueueStatus.Running)) return false;
            }

            state.Stop(everything: true, null, "reset", now);
            var ended = state.Effects.OfType<Effect.Ended>().Select(effect => effect.Queue.QueueId).ToArray();
            return state.Live.Count == 0 && ended.Length == enqueued.Count && ended.Distinct().Count() == ended.Length;
        }));

    [Fact]
    public void The_more_urgent_interrupts_and_equals_wait()
    {
        var state = new SubjectState("settler-1", 0, []);
        var work = state.Enqueue(Queue("work", ActionPriority.Normal), false, Start);
        var waits = state.Enqueue(Queue("needs", ActionPriority.Normal), false, Start);
        var need = state.Enqueue(Queue("needs", ActionPriority.High), false, Start);

        (work.Status, waits.Status, need.Status).ShouldBe((QueueStatus.Running, QueueStatus.Waiting, QueueStatus.Running));
        state.Effects.OfType<Effect.Ended>().ShouldHaveSingleItem().Queue.Outcome.ShouldBe("interrupted");
        state.Running!.QueueId.ShouldBe(need.QueueId);
    }

    [Fact]
    public void Who_resumes_steps_back_and_goes_on_with_the_action_it_was_at()
    {
        var state = new SubjectState("settler-1", 0, []);
        var work = state.Enqueue(Queue("work", ActionPriority.Normal, actions: 2) with { Resumes = true }, false, Start);
        Do(state);
        var atWork = Guid.NewGuid();
        state.Claim("legs", atWork, TimeSpan.FromMinutes(1), Start);
        var later = state.Enqueue(Queue("work", ActionPriority.Normal), false, Start);
        state.Enqueue(Queue("needs", ActionPriority.High), false, Start);

        state.Live[0].ShouldSatisfyAllConditions(queue => queue.QueueId.ShouldBe(work.QueueId), queue => queue.Status.ShouldBe(QueueStatus.Waiting), queue => queue.Claim.ShouldBeNull());
        state.Complete(atWork, Start).ShouldBeOfType<CommandResult.Stale>();
        Do(state);

        (state.Running!.QueueId, state.Running.Position).ShouldBe((work.QueueId, 1));
        state.Effects.OfType<Effect.Ready>().Count(ready => ready.Queue.QueueId == work.QueueId && ready.Queue.Position == 1).ShouldBe(2);
        Do(state);
        state.Running!.QueueId.ShouldBe(later.QueueId);
        state.Effects.OfType<Effect.Ended>().Select(ended => (ended.Queue.Owner, ended.Queue.Status)).ShouldBe([("needs", QueueStatus.Completed), ("work", QueueStatus.Completed)]);
    }

    [Fact]
    public void Next_comes_priority_then_rank_of_the_owner_then_arrival()
    {
        var waiting = new[]
        {
            Queue("work", ActionPriority.Normal), Queue("logistics", ActionPriority.High), Queue("needs", ActionPriority.Normal), Queue("navigation", ActionPriority.Normal), Queue("needs", ActionPriority.Normal),
        }.ToList();

        var order = new List<int>();
        var places = waiting.ToList();
        while (Arbitration.Next(waiting) is { } next)
        {
            order.Add(places.IndexOf(next));
            waiting.Remove(next);
        }

        order.ShouldBe([1, 2, 4, 3, 0]);
    }

    [Fact]
    public void Who_would_not_wait_is_rejected_and_what_runs_stays()
    {
        var state = new SubjectState("settler-1", 0, []);
        var work = state.Enqueue(Queue("work", ActionPriority.Normal), false, Start);

        state.Enqueue(Queue("work", ActionPriority.Normal), rejectIfBusy: true, Start).Outcome.ShouldBe("busy");
        state.Running!.QueueId.ShouldBe(work.QueueId);
    }

    [Fact]
    public void A_queue_of_nothing_is_rejected() =>
        new SubjectState("settler-1", 0, []).Enqueue(Queue("work", ActionPriority.Normal) with { Actions = "[]", Count = 0 }, false, Start).ShouldSatisfyAllConditions(
            queue => queue.Status.ShouldBe(QueueStatus.Rejected), queue => queue.Outcome.ShouldBe("no_actions"));

    private static void Do(SubjectState state)
    {
        var execution = Guid.NewGuid();
        state.Claim("legs", execution, TimeSpan.FromMinutes(1), Start);
        state.Complete(execution, Start);
    }

    private static void Move(SubjectState state, int move, DateTimeOffset now, List<Guid> enqueued)
    {
        var execution = state.Running?.Claim?.ExecutionId ?? Guid.Empty;
        switch (move % 9)
        {
            case 0 or 1 or 2:
                var queue = Queue(Owners[move / 9 % 4], Priorities[move / 36 % 4], actions: move / 144 % 3) with { ExpiresAt = now.AddSeconds(move / 432 % 20), Resumes = move / 8640 % 2 == 0 };
                enqueued.Add(queue.QueueId);
                state.Enqueue(queue, rejectIfBusy: move % 2 == 0, now);
                break;
            case 3: state.Claim("legs", Guid.NewGuid(), TimeSpan.FromSeconds(3), now); break;
            case 4: state.Complete(execution, now); break;
            case 5: state.Fail(execution, "movement_failed", now); break;
            case 6: state.Stop(everything: move % 2 == 0, move % 3 == 0 ? "work" : null, "unassign", now); break;
            case 7: state.Expire(now); break;
            default: state.Release(now); break;
        }
    }

    private static ActionQueue Queue(string owner, ActionPriority priority, int actions = 1) => new()
    {
        QueueId = Guid.NewGuid(),
        Subject = "settler-1",
        Status = QueueStatus.Waiting,
        Priority = priority,
        Owner = owner,
        Token = Guid.NewGuid().ToString("N"),
        Actions = $"[{string.Join(',', Enumerable.Repeat("{}", actions))}]",
        Count = actions,
        CreatedAt = Start,
        ExpiresAt = Start.AddDays(1),
    };
}
