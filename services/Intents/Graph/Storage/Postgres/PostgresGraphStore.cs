using IntentEngine.Intents.Graph.Model;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

/// <summary>Keeps graphs in the service's own database: intents, edges, history and the outbox rows of its facts change in one transaction, under row-level security.</summary>
internal sealed class PostgresGraphStore(IntentsDatabase database) : IGraphStore
{
    // As long as the route gives a restore; 100,000 intents with 300,000 edges take some twenty seconds.
    private static readonly TimeSpan ReplacePatience = TimeSpan.FromMinutes(5);

    public string Backend => "postgres";

    public Task<IReadOnlyDictionary<string, StorableIntent>> FindAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyDictionary<string, StorableIntent>>(organization, PostgresGraphSql.FindIntents, [Parameter.Uuid(organization), Parameter.Texts([.. ids])],
            async reader => (await All(reader, PostgresGraphRows.Intent, cancel)).ToDictionary(intent => intent.IntentId), cancel);

    public Task<IReadOnlyList<StorableIntent>> ListAsync(Guid organization, GraphFilter filter, CancellationToken cancel)
    {
        var query = PostgresGraphQuery.Of(organization, filter);
        return Read(organization, query.Sql, query.Parameters, PostgresGraphRows.Intent, cancel);
    }

    public async Task<IReadOnlyList<IntentEdge>> EdgesOfAsync(Guid organization, IReadOnlyCollection<string> ids, CancellationToken cancel) =>
        [.. (await Read(organization, PostgresGraphSql.EdgesOf, [Parameter.Uuid(organization), Parameter.Texts([.. ids])], PostgresGraphRows.Edge, cancel)).Order(GraphOrder.Edges)];

    public Task<IReadOnlyList<StatusChange>> HistoryAsync(Guid organization, string intentId, CancellationToken cancel) =>
        Read(organization, PostgresGraphSql.HistoryOf, [Parameter.Uuid(organization), Parameter.Text(intentId)], PostgresGraphRows.Change, cancel);

    public Task<IReadOnlyList<StatusChange>> ExportHistoryAsync(Guid organization, CancellationToken cancel) =>
        Read(organization, PostgresGraphSql.AllHistory, [Parameter.Uuid(organization)], PostgresGraphRows.Change, cancel);

    public async Task<GraphContent> ExportAsync(Guid organization, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        // One snapshot for both, so that every edge has its ends.
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await using var batch = new NpgsqlBatch(connection, transaction)
        {
            BatchCommands =
            {
                OrganizationSetting.Command(organization),
                new($"{PostgresGraphSql.SelectIntents} order by created_at desc, intent_id") { Parameters = { Parameter.Uuid(organization) } },
                new(PostgresGraphSql.SelectEdges) { Parameters = { Parameter.Uuid(organization) } },
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        var intents = await All(reader, PostgresGraphRows.Intent, cancel);
        await reader.NextResultAsync(cancel);
        return new GraphContent(intents, [.. (await All(reader, PostgresGraphRows.Edge, cancel)).Order(GraphOrder.Edges)]);
    }

    public async Task CommitAsync(Guid organization, GraphChanges changes, CancellationToken cancel)
    {
        if (GraphConflicts.SelfEdge(changes.Edges) is { } self) throw self;
        if (changes.Creates.CountBy(intent => intent.IntentId).FirstOrDefault(id => id.Value > 1).Key is { } twice) throw GraphConflicts.Exists(twice);
        cancel.ThrowIfCancellationRequested();
        var unit = database.Begin(organization);
        PostgresGraphUnit.Add(unit, StoredForm.Of(changes));
        await Commit(unit, cancel);
    }

    public async Task ReplaceAsync(Guid organization, GraphContent content, GraphChanges record, CancellationToken cancel)
    {
        GraphRules.Check(content);
        cancel.ThrowIfCancellationRequested();
        var unit = database.Begin(organization);
        unit.Patience = ReplacePatience;
        PostgresGraphUnit.Replace(unit, StoredForm.Of(content), StoredForm.Of(record));
        await Commit(unit, cancel);
    }

    public async Task<IReadOnlyList<Guid>> OrganizationsAsync(CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(PostgresGraphSql.Organizations);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await All(reader, row => row.GetGuid(0), cancel);
    }

    public async Task<string?> CheckAsync(CancellationToken cancel)
    {
        try
        {
            await using var command = database.App.CreateCommand("select has_table_privilege('graph_intents', 'insert') and not pg_is_in_recovery()");
            return await command.ExecuteScalarAsync(cancel) is true ? null : "PostgreSQL answers, but takes no writes of the graph; is it a standby?";
        }
        catch (Exception failure) when (TransientFaults.IsTransient(failure))
        {
            return "PostgreSQL does not answer.";
        }
    }

    private Task<IReadOnlyList<T>> Read<T>(Guid organization, string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancel) =>
        database.ReadAsync(organization, sql, parameters, reader => All(reader, read, cancel), cancel);

    private static async Task<IReadOnlyList<T>> All<T>(NpgsqlDataReader reader, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        var all = new List<T>();
        while (await reader.ReadAsync(cancel)) all.Add(read(reader));
        return all;
    }

    private static async Task Commit(UnitOfWork unit, CancellationToken cancel)
    {
        try
        {
            await unit.CommitAsync(cancel);
        }
        catch (PostgresException refused) when (PostgresGraphUnit.Conflict(refused) is not null)
        {
            throw PostgresGraphUnit.Conflict(refused)!;
        }
    }
}
