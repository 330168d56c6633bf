using System.Text.Json;

namespace IntentEngine.Intents.ActionQueues.Rules;

/// <summary>A subject's live queues and the rules by which they change. Keeps what changed and whom to tell until it is written. Pure: no clock, no I/O.</summary>
internal sealed class SubjectState(string name, int version, IEnumerable<ActionQueue> live)
{
    private readonly List<ActionQueue> _live = [.. live];
    private readonly Dictionary<Guid, ActionQueue> _touched = [];
    private readonly HashSet<Guid> _added = [];

    public string Name => name;

    /// <summary>The version read; 0 when the subject is new.</summary>
    public int Version => version;

    public ActionQueue? Running => _live.Find(queue => queue.Status == QueueStatus.Running);

    /// <summary>What runs and what waits, in order of arrival.</summary>
    public IReadOnlyList<ActionQueue> Live => _live;

    public List<Effect> Effects { get; } = [];

    public IEnumerable<ActionQueue> Added => _touched.Values.Where(queue => _added.Contains(queue.QueueId));

    public IEnumerable<ActionQueue> Changed => _touched.Values.Where(queue => !_added.Contains(queue.QueueId));

    /// <summary>Whether nobody ever had anything for it to do; then it is not worth a row.</summary>
    public bool IsUnknown => version == 0 && _touched.Count == 0;

    public bool IsTouched => _touched.Count > 0 || Effects.Count > 0;

    /// <summary>Adds a queue: it runs at once when the subject is idle or busy with something less urgent, which then is rejected or steps back; else it waits.</summary>
    public ActionQueue Enqueue(ActionQueue queue, bool rejectIfBusy, DateTimeOffset now)
    {
        _added.Add(queue.QueueId);
        if (queue.Count == 0) return End(queue, QueueStatus.Rejected, Outcomes.NoActions, now);
        if (Running is { } running)
        {
            if (!Arbitration.Interrupts(queue, running)) return rejectIfBusy ? End(queue, QueueStatus.Rejected, Outcomes.Busy, now) : Put(queue with { Status = QueueStatus.Waiting });
            Interrupt(running, now);
        }

        return Run(queue, now);
    }

    /// <summary>One worker wins the current action; the winner may ask again, and a lease that has run out binds nobody.</summary>
    public CommandResult Claim(string worker, Guid executionId, TimeSpan lease, DateTimeOffset now)
    {
        if (Running is not { } running) return new CommandResult.Refused($"Subject '{name}' has nothing to do.");
        if (running.Claim is { } held && held.ExecutionId != executionId && held.LeaseUntil > now)
            return new CommandResult.Refused($"The action of subject '{name}' is claimed by '{held.Worker}' until {held.LeaseUntil:O}.");
        var repeated = running.Claim?.ExecutionId == executionId;
        var claimed = repeated ? running : Put(running with { Claim = new Claim(worker, executionId, now + lease) });
        Effects.Add(new Effect.Claimed(claimed));
        return new CommandResult.Done(claimed, repeated);
    }

    /// <summary>The action has begun or goes on; the lease runs anew.</summary>
    public CommandResult Begin(Guid executionId, TimeSpan lease, DateTimeOffset now) => Held(executionId) is { } running
        ? new CommandResult.Done(Put(running with { Claim = running.Claim! with { LeaseUntil = now + lease, BegunAt = running.Claim.BegunAt ?? now } }))
        : Stale(executionId);

    /// <summary>The action is done: the next one follows, or the queue is completed.</summary>
    public CommandResult Complete(Guid executionId, DateTimeOffset now)
    {
        if (Held(executionId) is not { } running) return Stale(executionId);
        var moved = running with { Position = running.Position + 1, Claim = null };
        return new CommandResult.Done(moved.Position == moved.Count ? EndAndGoOn(moved, QueueStatus.Completed, null, now) : Offer(Put(moved)));
    }

    /// <summary>The action failed, and its queue with it; what comes of that is the owner's to decide.</summary>
    public CommandResult Fail(Guid executionId, string reason, DateTimeOffset now) =>
        Held(executionId) is { } running ? new CommandResult.Done(EndAndGoOn(running, QueueStatus.Failed, reason, now)) : Stale(executionId);

    /// <summary>Rejects what runs (abort), or all there is; then goes on with what is left.</summary>
    public CommandResult Stop(bool everything, string? owner, string reason, DateTimeOffset now)
    {
        var stopped = _live.Where(queue => (everything || queue.Status == QueueStatus.Running) && (owner is null || queue.Owner == owner)).ToArray();
        if (everything) Effects.Add(new Effect.Forgotten(name, owner));
        return new CommandResult.Done([.. EndAll(stopped, QueueStatus.Rejected, reason, now)]);
    }

    /// <summary>Ends what has run out of time.</summary>
    public CommandResult Expire(DateTimeOffset now) => new CommandResult.Done([.. EndAll([.. _live.Where(queue => queue.ExpiresAt <= now)], QueueStatus.Expired, Outcomes.TimeToLive, now)]);

    /// <summary>Offers the action again when its worker's lease has run out.</summary>
    public CommandResult Release(DateTimeOffset now) => Running is { Claim: { } claim } running && claim.LeaseUntil <= now
        ? new CommandResult.Done(Offer(Put(running with { Claim = null })))
        : new CommandResult.Refused("The lease has not run out.");

    /// <summary>Puts back a queue from a snapshot; the action that was being done begins anew.</summary>
    public ActionQueue Restore(ActionQueue queue)
    {
        if (_live.TrueForAll(known => known.QueueId != queue.QueueId)) _added.Add(queue.QueueId);
        return Put(queue with { Status = QueueStatus.Waiting, Claim = null, RunningSince = null });
    }

    /// <summary>Hands an owner what an old context carried.</summary>
    public void Adopt(ActionQueue queue, JsonElement record) => Effects.Add(new Effect.Adopted(queue, record));

    /// <summary>Rejects queues without going on.</summary>
    public IReadOnlyList<ActionQueue> Drop(IEnumerable<ActionQueue> queues, string reason, DateTimeOffset now) => [.. queues.ToArray().Select(queue => End(queue, QueueStatus.Rejected, reason, now))];

    /// <summary>Lets the next one run if nothing does.</summary>
    public void GoOn(DateTimeOffset now)
    {
        if (Running is null && Arbitration.Next(_live) is { } next) Run(next, now);
    }

    // Who steps back keeps its place in the order of arrival. The action it was at begins anew, so what its worker reports is stale.
    private void Interrupt(ActionQueue running, DateTimeOffset now)
    {
        if (running.Resumes) Put(running with { Status = QueueStatus.Waiting, Claim = null, RunningSince = null });
        else End(running, QueueStatus.Rejected, Outcomes.Interrupted, now);
    }

    private ActionQueue? Held(Guid executionId) => Running is { } running && running.Claim?.ExecutionId == executionId ? running : null;

    private CommandResult.Stale Stale(Guid executionId) => new(
        $"Execution {executionId} does not hold the current action of subject '{name}': it was reported before, its lease ran out, or its queue was interrupted. Claim again.");

    private ActionQueue[] EndAll(ActionQueue[] queues, QueueStatus status, string reason, DateTimeOffset now)
    {
        ActionQueue[] ended = [.. queues.Select(queue => End(queue, status, reason, now))];
        GoOn(now);
        return ended;
    }

    private ActionQueue EndAndGoOn(ActionQueue queue, QueueStatus status, string? reason, DateTimeOffset now)
    {
        var ended = End(queue, status, reason, now);
        GoOn(now);
        return ended;
    }

    private ActionQueue End(ActionQueue queue, QueueStatus status, string? reason, DateTimeOffset now)
    {
        var ended = Put(queue with { Status = status, Outcome = reason, EndedAt = now, Claim = null });
        Effects.Add(new Effect.Ended(ended));
        return ended;
    }

    private ActionQueue Run(ActionQueue queue, DateTimeOffset now) => Offer(Put(queue with { Status = QueueStatus.Running, RunningSince = now }));

    private ActionQueue Offer(ActionQueue queue)
    {
        Effects.Add(new Effect.Ready(queue));
        return queue;
    }

    private ActionQueue Put(ActionQueue queue)
    {
        _touched[queue.QueueId] = queue;
        var at = _live.FindIndex(known => known.QueueId == queue.QueueId);
        if (at < 0 && queue.IsLive) _live.Add(queue);
        else if (at >= 0 && queue.IsLive) _live[at] = queue;
        else if (at >= 0) _live.RemoveAt(at);
        return queue;
    }
}
