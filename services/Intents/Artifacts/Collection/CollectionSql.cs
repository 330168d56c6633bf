using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Intents.Artifacts.Registry;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Artifacts.Collection;

/// <summary>What the collection of contents asks the registry.</summary>
internal static class CollectionSql
{
    // One process collects at a time: the store relies on it. Of the transaction, since a connection goes back to its pool with the locks of its session.
    private const string Lock = "select pg_try_advisory_xact_lock(hashtextextended('intents content collection', 0))";

    // A removal may take longer than transactions may usually rest; one that hangs must not keep the turn for ever.
    private const string Patience = "set local idle_in_transaction_session_timeout = '10min'";

    private const string Alive = "select 1";

    private const string SelectDue = $"""
        select {ArtifactSql.Columns} from artifacts
        where lifecycle_state = 'DELETED' and content_collected_at is null and updated_at <= $1 and (updated_at, organization_id, artifact_id) > ($2, $3, $4)
        order by updated_at, organization_id, artifact_id limit $5
        """;

    private const string SelectNamed = "select exists (select from artifacts where organization_id = $1 and lifecycle_state <> 'DELETED' and materializations @> $2)";

    private const string Mark = "update artifacts set content_collected_at = $3 where organization_id = $1 and artifact_id = $2 and lifecycle_state = 'DELETED'";

    /// <summary>Takes the turn of this process, for as long as the transaction lasts.</summary>
    /// <returns>False: another process has it.</returns>
    public static async Task<bool> TakeTurn(NpgsqlTransaction turn, CancellationToken cancel)
    {
        await using var patience = new NpgsqlCommand(Patience, turn.Connection, turn);
        await patience.ExecuteNonQueryAsync(cancel);
        await using var command = new NpgsqlCommand(Lock, turn.Connection, turn);
        return await command.ExecuteScalarAsync(cancel) is true;
    }

    /// <summary>Fails when the turn was lost with its connection.</summary>
    public static async Task StillHasTurn(NpgsqlTransaction turn, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(Alive, turn.Connection, turn);
        await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>Artifacts deleted by then whose contents were not looked at, in order, behind <paramref name="after"/>.</summary>
    public static async Task<List<Artifact>> Due(ServiceDatabase database, DateTimeOffset deletedBy, (DateTimeOffset At, Guid Organization, string Artifact) after, int most, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectDue);
        foreach (var parameter in (NpgsqlParameter[])[Parameter.Time(deletedBy), Parameter.Time(after.At), Parameter.Uuid(after.Organization), Parameter.Text(after.Artifact), Parameter.Whole(most)])
            command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var due = new List<Artifact>();
        while (await reader.ReadAsync(cancel)) due.Add(ArtifactSql.Read(reader));
        return due;
    }

    /// <summary>Whether an artifact of the organization that is not deleted has this content.</summary>
    public static async Task<bool> IsNamed(ServiceDatabase database, Guid organizationId, string sha256, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectNamed);
        command.Parameters.Add(Parameter.Uuid(organizationId));
        command.Parameters.Add(Parameter.Json(new[] { new { StorageType = ArtifactMaterialization.ContentStore, Sha256 = sha256 } }));
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Notes that nothing of a deleted artifact is left to collect.</summary>
    public static Task Done(ServiceDatabase database, Artifact artifact, CancellationToken cancel)
    {
        var unit = database.Begin(artifact.OrganizationId);
        return unit.Add(Mark, Parameter.Uuid(artifact.OrganizationId), Parameter.Text(artifact.ArtifactId), Parameter.Time(unit.Now)).CommitAsync(cancel);
    }
}
