using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Creation;

/// <summary>Creates intents, once per id: a repeat announces the present state again, which is how owners re-drive lost work.</summary>
internal sealed class IntentCreation(IntentsDatabase database, IntentLog log, JointCreation joint)
{
    /// <summary>Reason given to the owners of intents that a newer one took the place of.</summary>
    internal const string Superseded = "superseded";

    /// <summary>Creates <paramref name="wish"/>, or recognises it.</summary>
    /// <exception cref="ConcurrencyException">Others kept creating for the same target over all attempts.</exception>
    /// <exception cref="IdempotencyConflictException">A request with the same key committed first.</exception>
    public async Task<CreateResult> Create(ChangeRequest request, NewIntent wish, OnConflict onConflict, CancellationToken cancel)
    {
        // Nothing but the id can be in the way, so it goes together with what others create at this moment.
        if (request is { Once: null, Remember: null } && !LooksAround(wish, onConflict))
            return await joint.TryCreate(request, wish) is { } created ? new CreateResult.Created(created) : await LookAndCreate(request, wish, onConflict, cancel);
        try
        {
            // Most are new and alone: one round trip, which commits only if that is so.
            return await Insert(request, wish, onConflict, [], cancel);
        }
        catch (ConcurrencyException)
        {
            return await LookAndCreate(request, wish, onConflict, cancel);
        }
    }

    private Task<CreateResult> LookAndCreate(ChangeRequest request, NewIntent wish, OnConflict onConflict, CancellationToken cancel) => LostRaces.TryAgain<CreateResult>(async () =>
    {
        if (await log.Find(request.OrganizationId, wish.IntentId, cancel) is { } existing)
            return existing.IsOnlyCancelled ? await FillIn(request, wish, existing, cancel) : await Repeat(request, wish, existing, cancel);
        var waiting = LooksAround(wish, onConflict) ? await Waiting(request.OrganizationId, wish, cancel) : [];
        if (onConflict == OnConflict.Reject && waiting is [var first, ..])
            return new CreateResult.Refused(first, $"Intent '{first.IntentId}' of type '{first.IntentType}' already waits for this target; cancel it, or send on_conflict supersede or allow.");
        return await Insert(request, wish, onConflict, waiting, cancel);
    });

    private static bool LooksAround(NewIntent wish, OnConflict onConflict) => onConflict != OnConflict.Allow && wish.TargetArtifactId is not null;

    // Fails when the id is taken, or when others than those wait for the same target.
    private async Task<CreateResult> Insert(ChangeRequest request, NewIntent wish, OnConflict onConflict, IReadOnlyList<Intent> waiting, CancellationToken cancel)
    {
        var unit = log.Begin(request);
        var created = wish.Begin(request.OrganizationId, IntentLog.Instant(unit));
        if (LooksAround(wish, onConflict)) IntentSql.ExpectStillWaiting(unit, created, waiting);
        IntentSql.Create(unit, created);
        IntentSql.Record(unit, null, created, "intent_created", request);
        log.Announce(unit, created);
        foreach (var older in waiting) await Supersede(unit, older, created, request, cancel);
        await IntentLog.Commit(unit, request, created, cancel);
        return new CreateResult.Created(created);
    }

    private async Task Supersede(UnitOfWork unit, Intent older, Intent created, ChangeRequest request, CancellationToken cancel)
    {
        if (IntentDecisions.Cancel(older, Superseded, created.CreatedAt, "intent_superseded") is Decision.Changed superseded)
            await log.Write(unit, older, superseded, request, cancel);
    }

    private async Task<CreateResult> Repeat(ChangeRequest request, NewIntent wish, Intent existing, CancellationToken cancel)
    {
        if (wish.DifferencesFrom(existing) is { Count: > 0 } differences)
            return new CreateResult.Refused(existing, $"Intent '{existing.IntentId}' exists with another {string.Join(", ", differences)}; choose another id.");
        var unit = log.Begin(request);
        await log.Tell(unit, existing, cancel);
        await IntentLog.Commit(unit, request, existing, cancel);
        return new CreateResult.Existed(existing);
    }

    // The cancellation overtook the wish: it stays cancelled, and its owner learns it.
    private async Task<CreateResult> FillIn(ChangeRequest request, NewIntent wish, Intent existing, CancellationToken cancel)
    {
        var unit = log.Begin(request);
        var now = IntentLog.Instant(unit);
        var filled = wish.Begin(request.OrganizationId, now) with
        {
            Status = existing.Status,
            WaitsUntil = null,
            CreatedAt = existing.CreatedAt,
            EndedAt = existing.EndedAt,
            Error = existing.Error,
            Version = existing.Version + 1,
        };
        IntentSql.FillIn(unit, existing, filled);
        IntentSql.Record(unit, existing, filled, "intent_created", request);
        await log.Tell(unit, filled, cancel);
        await IntentLog.Commit(unit, request, filled, cancel);
        return new CreateResult.Existed(filled);
    }

    private Task<IReadOnlyList<Intent>> Waiting(Guid organizationId, NewIntent wish, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<Intent>>(organizationId, IntentSql.SelectWaiting,
            [Parameter.Uuid(organizationId), Parameter.Text(wish.TargetArtifactId), Parameter.Text(wish.IntentType)],
            async reader =>
            {
                var waiting = new List<Intent>();
                while (await reader.ReadAsync(cancel)) waiting.Add(IntentColumns.Read(reader));
                return waiting;
            },
            cancel);
}
