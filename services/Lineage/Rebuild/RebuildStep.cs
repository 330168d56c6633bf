using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Projection;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Rebuild;

/// <summary>Makes some executions or artifacts what the log says, in one transaction, and notes how far the rebuild has come.</summary>
/// <remarks>
/// It takes the organization's turn like a batch of facts, so facts go on coming in between steps, and readers never see an empty graph.
/// The order of steps does not matter for the result: what a row hands down to others is handed down again when its own turn comes.
/// </remarks>
internal sealed class RebuildStep(LineageDatabase database)
{
    private const int BatchSize = 500;

    private const string Running = $"select {RebuildState.Columns} from lineage_rebuilds where organization_id = $1 and finished_at is null for update";

    private const string NextExecutions = """
        select id from (
            (select distinct e.execution_id as id from execution_events e where e.organization_id = $1 and e.execution_id > $2 order by id limit $3)
            union (select x.execution_id from executions x where x.organization_id = $1 and x.execution_id > $2 order by x.execution_id limit $3)) u
        order by id limit $3
        """;

    private const string NextArtifacts = """
        select id from (
            (select distinct e.artifact_id as id from artifact_events e where e.organization_id = $1 and e.artifact_id > $2 order by id limit $3)
            union (select a.artifact_id from artifact_index a where a.organization_id = $1 and a.artifact_id > $2 order by a.artifact_id limit $3)
            union (select distinct d.child from artifact_edge d where d.organization_id = $1 and d.child > $2 order by d.child limit $3)) u
        order by id limit $3
        """;

    private const string States = """
        select f.execution_id, f.sequence, f.fact_id, f.at, f.data from unnest($2) as c (id) cross join lateral (
            select * from execution_events e where e.organization_id = $1 and e.execution_id = c.id and e.is_state order by e.sequence desc, e.fact_id desc limit 1) f
        order by f.execution_id
        """;

    // An execution may have gone on after it failed.
    private const string Failures = $"""
        select f.execution_id, f.sequence, f.fact_id, f.at, f.data from unnest($2) as c (id) cross join lateral (
            select * from execution_events e where e.organization_id = $1 and e.execution_id = c.id and e.is_state and e.data ->> 'status' in {FailureStatus.Sql}
            order by e.sequence desc, e.fact_id desc limit 1) f
        order by f.execution_id
        """;

    private const string ArtifactFacts = """
        select f.artifact_id, f.sequence, f.fact_id, f.at, f.data from unnest($2) as c (id) cross join lateral (
            select * from artifact_events e where e.organization_id = $1 and e.artifact_id = c.id offset 0) f
        order by f.artifact_id
        """;

    private const string Forget = "select forget_untold($1, $2, $3)";

    private const string Note = """
        update lineage_rebuilds set phase = $2, after = $3, executions = executions + $4, artifacts = artifacts + $5, forgotten = forgotten + $6, finished_at = $7
        where organization_id = $1
        """;

    /// <summary>Does the next step.</summary>
    /// <returns>Whether there is another one.</returns>
    public async Task<bool> RunAsync(Guid organizationId, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var session = new RebuildSession(connection, transaction, organizationId);
        await session.TakeTurnAsync(cancel);
        if (await session.ReadAsync(Running, [Parameter.Uuid(organizationId)], RebuildState.Read, cancel) is not [var state]) return false;

        var unit = database.Begin(organizationId);
        var ids = await session.ReadAsync(
            state.Phase == "executions" ? NextExecutions : NextArtifacts,
            [Parameter.Uuid(organizationId), Parameter.Text(state.After), Parameter.Whole(BatchSize)], row => row.GetString(0), cancel);
        var forgotten = state.Phase == "executions" ? await Executions(session, unit, [.. ids], cancel) : await Artifacts(session, unit, [.. ids], cancel);
        var phase = ids.Count == BatchSize ? state.Phase : state.Phase == "executions" ? "artifacts" : "done";
        unit.Add(Note, Parameter.Uuid(organizationId), Parameter.Text(phase), Parameter.Text(phase == state.Phase ? ids[^1] : ""),
            Long(state.Phase == "executions" ? ids.Count : 0), Long(state.Phase == "artifacts" ? ids.Count : 0), Long(forgotten),
            Parameter.Time(phase == "done" ? unit.Now : null));
        await unit.CommitAsync(transaction, cancel);
        return phase != "done";
    }

    private static async Task<int> Executions(RebuildSession session, UnitOfWork unit, string[] ids, CancellationToken cancel)
    {
        Task<List<ExecutionFact>> Told(string sql) => session.ReadAsync(sql, [Parameter.Uuid(session.OrganizationId), Parameter.Texts(ids)], row =>
            Json<EventData>(row).ToFact(session.OrganizationId, row.GetString(0), row.GetInt32(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3)), cancel);
        var newest = await Told(States);
        var failed = await Told(Failures);
        var forgotten = await ForgetAsync(session, ids, [], cancel);
        unit.RewriteExecutions(newest);
        unit.InheritCorrelations(ids);
        unit.NoteCrossings(ids);
        unit.WriteFailures(failed);
        return forgotten;
    }

    private static async Task<int> Artifacts(RebuildSession session, UnitOfWork unit, string[] ids, CancellationToken cancel)
    {
        var facts = await session.ReadAsync(ArtifactFacts, [Parameter.Uuid(session.OrganizationId), Parameter.Texts(ids)], row =>
            Json<ArtifactData>(row).ToFact(session.OrganizationId, row.GetString(0), row.GetInt32(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3)), cancel);
        var forgotten = await ForgetAsync(session, [], ids, cancel);
        unit.RewriteArtifacts(facts, new OrganizationFacts(session.OrganizationId, [], facts).NewestArtifacts());
        unit.DeriveArtifacts(ids);
        return forgotten;
    }

    private static async Task<int> ForgetAsync(RebuildSession session, string[] executions, string[] artifacts, CancellationToken cancel) =>
        (await session.ReadAsync(Forget, [Parameter.Uuid(session.OrganizationId), Parameter.Texts(executions), Parameter.Texts(artifacts)], row => row.GetInt32(0), cancel))[0];

    private static T Json<T>(NpgsqlDataReader row) => JsonSerializer.Deserialize<T>(row.GetString(4), ContractJson.Options)!;

    private static NpgsqlParameter Long(long value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value };
}
