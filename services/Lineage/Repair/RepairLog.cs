using System.Text.Json;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting.Requests;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Repair;

/// <summary>Requests to repair, in the table <c>repairs</c>.</summary>
internal sealed class RepairLog(LineageDatabase database)
{
    private const string Columns = "repair_id, execution_id, kind, owner, state, reason, requested_by, requested_at, new_execution_id, refusal, answered_at, request_hash";

    private const string Insert = """
        with stored as (
            insert into repairs (organization_id, repair_id, execution_id, kind, owner, reason, requested_by, requested_at, idempotency_key, request_hash)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1)
        select expect_unused_key((select count(*) from stored))
        """;

    private const string Settle = """
        update repairs set state = $3, new_execution_id = $4, refusal = $5, answered_at = $6
        where organization_id = $1 and repair_id = $2 and state = 'requested'
        """;

    /// <summary>Writes the request and sends it to the owner.</summary>
    /// <exception cref="IdempotencyConflictException">The key was used before.</exception>
    public async Task<RequestedRepair> RequestAsync(Guid organizationId, RequestedRepair repair, string runId, JsonElement? input, IdempotencyFeature? key, CancellationToken cancel)
    {
        var unit = database.Begin(organizationId);
        unit.Guard(Insert, Parameter.Uuid(organizationId), Parameter.Uuid(repair.RepairId), Parameter.Text(repair.ExecutionId), Parameter.Text(repair.Kind), Parameter.Text(repair.Owner),
            Parameter.Text(repair.Reason), Parameter.Text(repair.RequestedBy), Parameter.Time(repair.RequestedAt), Parameter.Text(key?.Key), Parameter.Bytes(key?.RequestHash));
        RepairOwner.Ask(unit, repair, runId, input);
        await unit.CommitAsync(cancel);
        return repair;
    }

    /// <summary>Keeps the owner's answer; the first one counts.</summary>
    public Task AnswerAsync(RepairAnswered answer, CancellationToken cancel)
    {
        var unit = database.Begin(answer.OrganizationId);
        return unit.Add(Settle, Parameter.Uuid(answer.OrganizationId), Parameter.Uuid(answer.RepairId), Parameter.Text(answer.Started ? "started" : "refused"),
            Parameter.Text(answer.ExecutionId), Parameter.Text(answer.Refusal), Parameter.Time(unit.Now)).CommitAsync(cancel);
    }

    /// <summary>One request; null: the organization has none of that id.</summary>
    public async Task<RequestedRepair?> FindAsync(Guid organizationId, Guid repairId, CancellationToken cancel) =>
        (await ReadAsync(organizationId, "repair_id = $2", Parameter.Uuid(repairId), cancel)).Select(found => found.Repair).FirstOrDefault();

    /// <summary>The request that was made under a key, with the hash of what it was sent with.</summary>
    public async Task<(RequestedRepair Repair, byte[]? Hash)?> UnderKeyAsync(Guid organizationId, string key, CancellationToken cancel) =>
        (await ReadAsync(organizationId, "idempotency_key = $2", Parameter.Text(key), cancel)) is [var found, ..] ? found : null;

    /// <summary>All requests about an execution, newest first; at most 100.</summary>
    public async Task<IReadOnlyList<RequestedRepair>> OfAsync(Guid organizationId, string executionId, CancellationToken cancel) =>
        [.. (await ReadAsync(organizationId, "execution_id = $2", Parameter.Text(executionId), cancel)).Select(found => found.Repair)];

    private Task<List<(RequestedRepair Repair, byte[]? Hash)>> ReadAsync(Guid organizationId, string condition, NpgsqlParameter value, CancellationToken cancel) =>
        database.ReadAsync(organizationId, $"select {Columns} from repairs where organization_id = $1 and {condition} order by requested_at desc, repair_id limit 100",
            [Parameter.Uuid(organizationId), value], async rows =>
            {
                var found = new List<(RequestedRepair, byte[]?)>();
                while (await rows.ReadAsync(cancel)) found.Add((Read(rows), rows.IsDBNull(11) ? null : rows.GetFieldValue<byte[]>(11)));
                return found;
            }, cancel);

    private static RequestedRepair Read(NpgsqlDataReader row) => new()
    {
        RepairId = row.GetGuid(0),
        ExecutionId = row.GetString(1),
        Kind = row.GetString(2),
        Owner = row.GetString(3),
        State = row.GetString(4),
        Reason = Text(row, 5),
        RequestedBy = row.GetString(6),
        RequestedAt = row.GetFieldValue<DateTimeOffset>(7),
        NewExecutionId = Text(row, 8),
        Refusal = Text(row, 9),
        AnsweredAt = row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
