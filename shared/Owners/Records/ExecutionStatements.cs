using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Owners.Records;

/// <summary>The SQL of one owner's records in one organization. Table and columns: <see cref="ExecutionRecordsTable"/>.</summary>
/// <param name="organizationId">Whose records.</param>
/// <param name="owner">Name of the owner, as registered with the engine.</param>
public sealed class ExecutionStatements(Guid organizationId, string owner)
{
    private const string Columns = "token, subject, record, attempt, created_at, expires_at";

    /// <summary>Makes a record and the statement that stores it, so that the row and the enqueue commit together (spec semantics §4.3.5).</summary>
    public (ExecutionRecord Record, ExecutionStatement Statement) Register(string subject, JsonElement payload, DateTimeOffset now, TimeSpan? timeToLive = null, int attempt = 1)
    {
        var record = NewRecord.Of(subject, payload, attempt, timeToLive, now);
        return (record, Store(record));
    }

    /// <summary>Stores a record under the token it has; nothing happens when there is one.</summary>
    public ExecutionStatement Store(ExecutionRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return new($"insert into execution_records (organization_id, owner, {Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing",
            [Organization(), Text(owner), Text(record.Token), Text(record.Subject), new() { NpgsqlDbType = NpgsqlDbType.Jsonb, Value = record.Payload.GetRawText() },
                new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = record.Attempt }, Time(record.CreatedAt), Time(record.ExpiresAt)]);
    }

    /// <summary>Uses up a token and returns its record as a row, or no row when the token is stale.</summary>
    public ExecutionStatement Consume(string token, DateTimeOffset now) => new(
        $"delete from execution_records where organization_id = $1 and owner = $2 and token = $3 and (expires_at is null or expires_at > $4) returning {Columns}",
        [Organization(), Text(owner), Text(token), Time(now)]);

    /// <summary>Removes all records of a subject.</summary>
    public ExecutionStatement RemoveAll(string subject) => new(
        "delete from execution_records where organization_id = $1 and owner = $2 and subject = $3", [Organization(), Text(owner), Text(subject)]);

    internal ExecutionStatement Expire(DateTimeOffset now, int most) => new(
        $"""
        with over as (select token from execution_records where organization_id = $1 and owner = $2 and expires_at <= $3 order by expires_at limit $4 for update skip locked)
        delete from execution_records r using over where r.organization_id = $1 and r.owner = $2 and r.token = over.token returning r.{Columns.Replace(", ", ", r.", StringComparison.Ordinal)}
        """,
        [Organization(), Text(owner), Time(now), new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = most }]);

    internal ExecutionStatement List() => new(
        $"select {Columns} from execution_records where organization_id = $1 and owner = $2 order by created_at, token", [Organization(), Text(owner)]);

    /// <summary>Tells row-level security, where there is any, whose rows are meant.</summary>
    internal ExecutionStatement Enter() => new("select set_config('app.organization_id', $1, true)", [Text(organizationId.ToString())]);

    internal static ExecutionRecord Read(NpgsqlDataReader row) => new()
    {
        Token = row.GetString(0),
        Subject = row.GetString(1),
        Payload = JsonSerializer.Deserialize<JsonElement>(row.GetString(2)),
        Attempt = row.GetInt32(3),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(4),
        ExpiresAt = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
    };

    private NpgsqlParameter Organization() => new() { NpgsqlDbType = NpgsqlDbType.Uuid, Value = organizationId };

    private static NpgsqlParameter Text(string value) => new() { NpgsqlDbType = NpgsqlDbType.Text, Value = value };

    private static NpgsqlParameter Time(DateTimeOffset? value) => new() { NpgsqlDbType = NpgsqlDbType.TimestampTz, Value = value?.ToUniversalTime() ?? (object)DBNull.Value };
}
