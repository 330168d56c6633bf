using System.Text.Json;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

/// <summary>Puts a change of the graph into a unit of work, and reads the database's refusal.</summary>
internal static class PostgresGraphUnit
{
    // Rows per statement: large enough to be fast, small enough for one parameter.
    private const int Chunk = 1000;

    public static void Add(UnitOfWork unit, GraphChanges changes)
    {
        unit.Add(PostgresGraphSql.ShareGraph, Parameter.Text($"{unit.OrganizationId}"));
        var acyclic = changes.Edges.Where(edge => EdgeKey.Of(edge).IsAcyclic).ToList();
        if (acyclic.Count > 0) unit.Add(PostgresGraphSql.TakeTurnsWithEdges, Parameter.Text($"{unit.OrganizationId}"));
        if (changes.Deletes.Count > 0) unit.Add(PostgresGraphSql.Delete, Parameter.Uuid(unit.OrganizationId), Parameter.Texts([.. changes.Deletes]));
        Add(unit, PostgresGraphSql.Create, changes.Creates);
        // In one order everywhere, so that changes that meet wait for each other instead of deadlocking.
        Add(unit, PostgresGraphSql.Update, [.. changes.Updates.OrderBy(intent => intent.IntentId, GraphOrder.Ids)]);
        AddEdges(unit, PostgresGraphSql.RemoveEdges, changes.RemovedEdges);
        AddEdges(unit, PostgresGraphSql.PutEdges, changes.Edges);
        AddEdges(unit, PostgresGraphSql.RefuseCycles, acyclic);
        Record(unit, changes);
    }

    public static void Replace(UnitOfWork unit, GraphContent content, GraphChanges record)
    {
        unit.Add(PostgresGraphSql.HaveGraphAlone, Parameter.Text($"{unit.OrganizationId}"));
        unit.Add(PostgresGraphSql.ClearEdges, Parameter.Uuid(unit.OrganizationId));
        unit.Add(PostgresGraphSql.ClearIntents, Parameter.Uuid(unit.OrganizationId));
        Add(unit, PostgresGraphSql.InsertIntents, content.Intents);
        AddEdges(unit, PostgresGraphSql.InsertEdges, content.Edges);
        Record(unit, record);
    }

    /// <summary>What the database refused, in our words. Null: something else failed.</summary>
    public static GraphConflictException? Conflict(PostgresException refused) => refused switch
    {
        { SqlState: "IEG01" } => GraphConflicts.Exists(refused.MessageText),
        { SqlState: "IEG02" } => GraphConflicts.Missing(refused.MessageText),
        { SqlState: "IEG03" } => GraphConflicts.Changed(refused.MessageText),
        { SqlState: "IEG04" } when JsonSerializer.Deserialize<string[]>(refused.MessageText) is [var from, var to] => GraphConflicts.Cycle(from, to),
        // An end that was there a moment ago: deleted by a change that met this one.
        { SqlState: PostgresErrorCodes.ForeignKeyViolation, TableName: "graph_edges" } => new(GraphConflict.Missing, "", "An end of an edge was deleted by someone else; read again and decide again."),
        _ => null,
    };

    private static void Record(UnitOfWork unit, GraphChanges changes)
    {
        foreach (var chunk in changes.History.Chunk(Chunk)) unit.Add(PostgresGraphSql.AddHistory, Parameter.Uuid(unit.OrganizationId), PostgresGraphRows.Of<StatusChange>(chunk));
        foreach (var fact in changes.Facts) GraphAnnouncement.Add(unit, fact);
        if (changes.Reply is { } reply) unit.Remember(reply);
    }

    private static void Add(UnitOfWork unit, string sql, IReadOnlyList<StorableIntent> intents)
    {
        foreach (var chunk in intents.Chunk(Chunk)) unit.Add(sql, Parameter.Uuid(unit.OrganizationId), PostgresGraphRows.Of(chunk));
    }

    private static void AddEdges(UnitOfWork unit, string sql, IReadOnlyList<IntentEdge> edges)
    {
        foreach (var chunk in edges.Chunk(Chunk)) unit.Add(sql, Parameter.Uuid(unit.OrganizationId), PostgresGraphRows.Of<IntentEdge>(chunk));
    }
}
