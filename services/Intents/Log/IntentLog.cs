using IntentEngine.Intents.Claiming;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Log;

/// <summary>The one place where intents change: reads, asks the rules, commits state, audit row, announcements and inbox together.</summary>
internal sealed class IntentLog(IntentsDatabase database, WaitingWorkers waiting, IntentOwners owners)
{
    /// <summary>The intent, with its completion token. Null: the organization has none of that id.</summary>
    public async Task<Intent?> Find(Guid organizationId, string intentId, CancellationToken cancel) => IntentIds.AreWellFormed(intentId)
        ? await database.ReadAsync(organizationId, IntentSql.Select, [Parameter.Uuid(organizationId), Parameter.Text(intentId)],
            async reader => await reader.ReadAsync(cancel) ? IntentColumns.Read(reader) : null, cancel)
        : null;

    /// <summary>Applies a rule to an existing intent.</summary>
    /// <param name="request">Which intent, who asks, and how the request is recognised when it comes again.</param>
    /// <param name="decide">The rule; it runs again on what the winner left when somebody else changed the intent first.</param>
    /// <param name="cancel">Stops reading; a commit under way is finished.</param>
    /// <exception cref="ConcurrencyException">The intent stayed contended over all attempts.</exception>
    /// <exception cref="IdempotencyConflictException">A request with the same key committed first.</exception>
    public Task<ChangeResult> Change(ChangeRequest request, Func<Intent, DateTimeOffset, Decision> decide, CancellationToken cancel) => LostRaces.TryAgain<ChangeResult>(async () =>
    {
        var before = await Find(request.OrganizationId, request.IntentId, cancel);
        if (before is null) return new ChangeResult.Unknown();

        var unit = Begin(request);
        switch (decide(before, Instant(unit)))
        {
            case Decision.Changed changed:
                await Write(unit, before, changed, request, cancel);
                request.Tell?.Invoke(unit, new ChangeResult.Done(changed.After));
                await Commit(unit, request, changed.After, cancel);
                return new ChangeResult.Done(changed.After);
            case Decision.Kept kept:
                IntentSql.Save(unit, before, kept.After);
                if (kept.Announce) await Tell(unit, kept.After, cancel);
                await Commit(unit, request, kept.After, cancel);
                return new ChangeResult.Done(kept.After);
            case Decision.Repeated repeated:
                if (repeated.AnnounceAgain) await Tell(unit, before, cancel);
                await Commit(unit, request, before, cancel);
                return new ChangeResult.Done(before);
            case Decision.Refused refused:
                // The inbox row alone: the same delivery must not find a better moment later.
                var refusal = new ChangeResult.Refused(before, refused.Requested, refused.Reason);
                request.Tell?.Invoke(unit, refusal);
                if (request.Once is not null) await unit.CommitAsync(cancel);
                return refusal;
            default:
                throw new InvalidOperationException("A decision is a change, a repeat or a refusal.");
        }
    });

    /// <summary>The instant of a change as the database keeps it (microseconds), so that its answer and later reads agree.</summary>
    internal static DateTimeOffset Instant(UnitOfWork unit) => Instant(unit.Now);

    /// <inheritdoc cref="Instant(UnitOfWork)"/>
    internal static DateTimeOffset Instant(DateTimeOffset time) => new(time.UtcTicks - time.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    /// <summary>Starts the transaction of a request.</summary>
    internal UnitOfWork Begin(ChangeRequest request)
    {
        var unit = database.Begin(request.OrganizationId);
        return request.Once is { } once ? unit.Once(once.Consumer, once.MessageId) : unit;
    }

    /// <summary>Adds state, audit row and announcement of one transition.</summary>
    internal Task Write(UnitOfWork unit, Intent before, Decision.Changed changed, ChangeRequest request, CancellationToken cancel)
    {
        IntentSql.Save(unit, before, changed.After);
        IntentSql.Record(unit, before, changed.After, changed.Action, request);
        return Tell(unit, changed.After, cancel);
    }

    /// <summary>Adds what others are told of the intent's state, its owner included (seed 003 §3.3: owner and token, no domain data).</summary>
    internal Task Tell(UnitOfWork unit, Intent intent, CancellationToken cancel)
    {
        Announce(unit, intent);
        return owners.Tell(unit, intent, cancel);
    }

    /// <summary>Adds what everybody is told of the intent's state, and wakes one who waits for such an intent. For intents that have not ended, or have nobody else to tell.</summary>
    internal void Announce(UnitOfWork unit, Intent intent)
    {
        Announcement.Add(unit, intent);
        if (intent is { Status: IntentStatus.Pending, WaitsUntil: null }) unit.AfterCommit(() => waiting.Wake(intent.OrganizationId, intent.IntentType));
    }

    /// <summary>Commits with the answer, if the request wants it remembered.</summary>
    internal static Task<CommitOutcome> Commit(UnitOfWork unit, ChangeRequest request, Intent after, CancellationToken cancel)
    {
        if (request.Remember is { } remember) unit.Remember(remember(after));
        return unit.CommitAsync(cancel);
    }
}
