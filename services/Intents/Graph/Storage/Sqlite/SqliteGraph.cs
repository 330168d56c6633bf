using System.Text.Json;
using IntentEngine.Intents.Graph.Model;
using Microsoft.Data.Sqlite;

namespace IntentEngine.Intents.Graph.Storage.Sqlite;

/// <summary>One organization's rows over one connection: the statements, and nothing that decides.</summary>
internal sealed class SqliteGraph(SqliteConnection connection, Guid organization) : IGraphView
{
    public StorableIntent? Find(string id) => Query("select body from intents where organization = $organization and intent_id = $id", Body<StorableIntent>, ("$id", id)).FirstOrDefault();

    public IReadOnlyCollection<EdgeKey> KeysOf(string id) => [.. EdgesOf(id).Select(EdgeKey.Of)];

    public IEnumerable<IntentEdge> EdgesOf(string id) => Query(
        "select body from edges where organization = $organization and from_intent = $id union all select body from edges where organization = $organization and to_intent = $id",
        Body<IntentEdge>, ("$id", id));

    /// <summary>In order; the caller stops reading when it has enough. Text is compared by the caller, who knows more letters than SQLite.</summary>
    public IEnumerable<StorableIntent> List(GraphFilter filter)
    {
        var sql = "select body from intents where organization = $organization";
        var values = new List<(string, object)>();
        void And(string condition, string name, object? value)
        {
            if (value is null) return;
            sql += $" and {condition}";
            values.Add((name, value));
        }

        if (filter.Statuses.Count > 0) sql += $" and status in ({string.Join(", ", filter.Statuses.Select(status => $"'{status.Word()}'"))})";
        And("priority >= $low", "$low", filter.PriorityMin);
        And("priority <= $high", "$high", filter.PriorityMax);
        And("parent = $parent", "$parent", filter.ParentIntent);
        And("created_at >= $created_from", "$created_from", Ceiling(filter.CreatedFrom));
        And("created_at <= $created_to", "$created_to", Instant(filter.CreatedTo));
        And("updated_at >= $updated_from", "$updated_from", Ceiling(filter.UpdatedFrom));
        And("updated_at <= $updated_to", "$updated_to", Instant(filter.UpdatedTo));
        And("created_at <= $after", "$after", Instant(filter.After?.CreatedAt));
        And("(created_at < $after or intent_id > $after_id)", "$after_id", filter.After?.IntentId);
        return Query($"{sql} order by created_at desc, intent_id", Body<StorableIntent>, [.. values]).Where(filter.Matches);
    }

    public IEnumerable<IntentEdge> Edges() => Query("select body from edges where organization = $organization", Body<IntentEdge>);

    public IEnumerable<StatusChange> History() => Query("select body from history where organization = $organization order by entry", Body<StatusChange>);

    public IEnumerable<StatusChange> HistoryOf(string id) => Query("select body from history where organization = $organization and intent_id = $id order by entry", Body<StatusChange>, ("$id", id));

    public void Apply(GraphChanges changes)
    {
        foreach (var id in changes.Deletes)
        {
            Run("delete from edges where organization = $organization and from_intent = $id", ("$id", id));
            Run("delete from edges where organization = $organization and to_intent = $id", ("$id", id));
            Run("delete from intents where organization = $organization and intent_id = $id", ("$id", id));
        }

        foreach (var intent in changes.Creates.Concat(changes.Updates)) Put(intent);
        foreach (var edge in changes.RemovedEdges)
            Run("delete from edges where organization = $organization and from_intent = $from and to_intent = $to and edge_type = $type", Key(edge));
        foreach (var edge in changes.Edges)
            Run("insert or replace into edges (organization, from_intent, to_intent, edge_type, body) values ($organization, $from, $to, $type, $body)", [.. Key(edge), ("$body", Text(edge))]);
        foreach (var change in changes.History)
            Run("insert into history (organization, intent_id, body) values ($organization, $id, $body)", ("$id", change.IntentId), ("$body", Text(change)));
    }

    public void Clear()
    {
        Run("delete from edges where organization = $organization");
        Run("delete from intents where organization = $organization");
    }

    private void Put(StorableIntent intent) => Run(
        """
        insert or replace into intents (organization, intent_id, created_at, updated_at, status, priority, parent, body)
        values ($organization, $id, $created_at, $updated_at, $status, $priority, $parent, $body)
        """,
        ("$id", intent.IntentId), ("$created_at", Instant(intent.CreatedAt)!), ("$updated_at", Instant(intent.UpdatedAt)!), ("$status", intent.Status.Word()),
        ("$priority", intent.Priority), ("$parent", (object?)intent.ParentIntent ?? DBNull.Value), ("$body", Text(intent)));

    private void Run(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = Command(sql, values);
        command.ExecuteNonQuery();
    }

    private IEnumerable<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params (string Name, object Value)[] values)
    {
        using var command = Command(sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return read(reader);
    }

    private SqliteCommand Command(string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Built from constants; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$organization", organization.ToString());
        foreach (var (name, value) in values) command.Parameters.AddWithValue(name, value);
        return command;
    }

    private static (string, object)[] Key(IntentEdge edge) => [("$from", edge.From), ("$to", edge.To), ("$type", edge.EdgeType.Word())];

    private static T Body<T>(SqliteDataReader row) => JsonSerializer.Deserialize<T>(row.GetString(0), GraphJson.Options)!;

    private static string Text<T>(T value) => JsonSerializer.Serialize(value, GraphJson.Options);

    // Microseconds since 0001.
    private static object? Instant(DateTimeOffset? at) => at is { } instant ? instant.UtcTicks / TimeSpan.TicksPerMicrosecond : null;

    // A lower bound between two microseconds excludes the earlier one.
    private static object? Ceiling(DateTimeOffset? at) => at is { } instant ? (instant.UtcTicks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond : null;
}
