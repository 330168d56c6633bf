using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>What exists, authoritatively (spec semantics §2.3). Every change commits with its audit row and the fact from which Lineage projects its index.</summary>
internal sealed class ArtifactRegistry(IntentsDatabase database)
{
    /// <summary>The artifact in whatever state. Null: the organization has none of that id.</summary>
    public async Task<Artifact?> Find(Guid organizationId, string artifactId, CancellationToken cancel) =>
        IntentIds.AreWellFormed(artifactId) ? (await Find(organizationId, [artifactId], cancel)).GetValueOrDefault(artifactId) : null;

    /// <summary>The artifact if it can be used: it exists in this organization, is of the wanted type and READY or ARCHIVED. Everything else is the same null.</summary>
    /// <param name="organizationId">Whose it must be.</param>
    /// <param name="artifactId">The artifact.</param>
    /// <param name="type">The wanted type. Null: any.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Artifact?> Resolve(Guid organizationId, string artifactId, string? type, CancellationToken cancel) =>
        await Find(organizationId, artifactId, cancel) is { } artifact && artifact.State.IsUsable() && (type is null || artifact.ArtifactType == type) ? artifact : null;

    /// <summary>Registers an artifact, once per id.</summary>
    /// <exception cref="ConcurrencyException">The id stayed contended over all attempts.</exception>
    public Task<RegisterResult> Register(ArtifactRequest request, NewArtifact wish, CancellationToken cancel) => LostRaces.TryAgain(async () =>
    {
        if (await Find(request.OrganizationId, wish.ArtifactId, cancel) is { } existing) return await Repeat(request, wish, existing, cancel);
        if (wish.Parents.Contains(wish.ArtifactId)) return new RegisterResult.Refused($"Artifact '{wish.ArtifactId}' cannot be its own parent.");
        var parents = wish.Parents.Count == 0 ? [] : await Find(request.OrganizationId, wish.Parents, cancel);
        if (parents.Count < wish.Parents.Count) return new RegisterResult.ParentsMissing([.. wish.Parents.Where(id => !parents.ContainsKey(id))]);

        var unit = Begin(request);
        var created = wish.Begin(request.OrganizationId, [.. wish.Parents.Select(id => parents[id])], IntentLog.Instant(unit));
        ArtifactSql.Create(unit, created);
        ArtifactSql.Record(unit, null, created, "artifact_registered", null, request);
        unit.Publish(new ArtifactRegistered { OrganizationId = created.OrganizationId, Artifact = created.Describe() });
        await Commit(unit, request, created, cancel);
        return (RegisterResult)new RegisterResult.Created(created);
    });

    /// <summary>Moves an artifact on in its life.</summary>
    /// <param name="request">Which artifact, who asks, and how the request is recognised when it comes again.</param>
    /// <param name="to">The state it shall have; having it already is no fault.</param>
    /// <param name="expected">The state it must be in otherwise. Null: any from which the way leads there.</param>
    /// <param name="reason">For the audit log and for people.</param>
    /// <param name="cancel">Stops reading; a commit under way is finished.</param>
    /// <exception cref="ConcurrencyException">The artifact stayed contended over all attempts.</exception>
    /// <exception cref="IdempotencyConflictException">A request with the same key committed first.</exception>
    public Task<MoveResult> Move(ArtifactRequest request, ArtifactState to, ArtifactState? expected, string? reason, CancellationToken cancel) => LostRaces.TryAgain<MoveResult>(async () =>
    {
        if (await Find(request.OrganizationId, request.ArtifactId, cancel) is not { } before) return new MoveResult.Unknown();
        var unit = Begin(request);
        if (before.State == to)
        {
            await Commit(unit, request, before, cancel);
            return new MoveResult.Done(before);
        }

        if ((expected is { } from && before.State != from) || !ArtifactStates.Allow(before.State, to))
        {
            // The inbox row alone: the same delivery must not find a better moment later.
            if (request.Once is not null) await unit.CommitAsync(cancel);
            return new MoveResult.Refused(before, to);
        }

        var after = before with { State = to, UpdatedAt = IntentLog.Instant(unit), Version = before.Version + 1 };
        ArtifactSql.Save(unit, before, after);
        ArtifactSql.Record(unit, before, after, to.Action(), reason, request);
        unit.Publish(new ArtifactStateChanged { OrganizationId = after.OrganizationId, FromState = before.State, Reason = reason, Artifact = after.Describe() });
        await Commit(unit, request, after, cancel);
        return new MoveResult.Done(after);
    });

    // Parents never change once registered, and they came first: a circle would need an artifact that is registered with other parents.
    private async Task<RegisterResult> Repeat(ArtifactRequest request, NewArtifact wish, Artifact existing, CancellationToken cancel)
    {
        if (wish.DifferencesFrom(existing) is { Count: > 0 } differences)
            return new RegisterResult.Refused($"Artifact '{existing.ArtifactId}' exists with another {string.Join(", ", differences)}. What is registered never changes; choose another id.", existing);
        if (request.Once is not null) await Begin(request).CommitAsync(cancel);
        return new RegisterResult.Existed(existing);
    }

    private Task<Dictionary<string, Artifact>> Find(Guid organizationId, IEnumerable<string> ids, CancellationToken cancel) =>
        database.ReadAsync(organizationId, ArtifactSql.Select, [Parameter.Uuid(organizationId), Parameter.Texts([.. ids])],
            async reader =>
            {
                var found = new Dictionary<string, Artifact>(StringComparer.Ordinal);
                while (await reader.ReadAsync(cancel))
                {
                    var artifact = ArtifactSql.Read(reader);
                    found[artifact.ArtifactId] = artifact;
                }

                return found;
            },
            cancel);

    private UnitOfWork Begin(ArtifactRequest request)
    {
        var unit = database.Begin(request.OrganizationId);
        return request.Once is { } once ? unit.Once(once.Consumer, once.MessageId) : unit;
    }

    private static Task<CommitOutcome> Commit(UnitOfWork unit, ArtifactRequest request, Artifact after, CancellationToken cancel)
    {
        if (request.Remember is { } remember) unit.Remember(remember(after));
        return unit.CommitAsync(cancel);
    }
}
