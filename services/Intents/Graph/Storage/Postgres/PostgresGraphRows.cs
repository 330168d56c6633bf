using System.Text.Json;
using System.Text.Json.Nodes;
using IntentEngine.Intents.Graph.Model;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Graph.Storage.Postgres;

/// <summary>Turns rows into intents, edges and history, and those into parameters.</summary>
internal static class PostgresGraphRows
{
    public static StorableIntent Intent(NpgsqlDataReader row) => new()
    {
        IntentId = row.GetString(0),
        Name = Text(row, 1),
        SessionId = Text(row, 2),
        OriginalRequest = row.GetString(3),
        RtfsIntentSource = row.GetString(4),
        Goal = row.GetString(5),
        Constraints = Texts(row, 6),
        Preferences = Texts(row, 7),
        SuccessCriteria = Text(row, 8),
        ParentIntent = Text(row, 9),
        TriggeredBy = GraphWords.Parse<TriggerSource>(row.GetString(10)),
        GenerationContext = JsonSerializer.Deserialize<GenerationContext>(row.GetString(11), GraphJson.Options)!,
        Status = GraphWords.Parse<GraphStatus>(row.GetString(12)),
        Priority = checked((uint)row.GetInt64(13)),
        CreatedAt = row.GetFieldValue<DateTimeOffset>(14),
        UpdatedAt = row.GetFieldValue<DateTimeOffset>(15),
        Metadata = Texts(row, 16),
        Version = row.GetInt32(17),
    };

    public static IntentEdge Edge(NpgsqlDataReader row) => new()
    {
        From = row.GetString(0),
        To = row.GetString(1),
        EdgeType = GraphWords.Parse<EdgeType>(row.GetString(2)),
        Weight = row.IsDBNull(3) ? null : row.GetDouble(3),
        Metadata = Texts(row, 4),
    };

    public static StatusChange Change(NpgsqlDataReader row) => new()
    {
        IntentId = row.GetString(0),
        Version = row.GetInt32(1),
        Action = row.GetString(2),
        From = Text(row, 3) is { } from ? GraphWords.Parse<GraphStatus>(from) : null,
        To = GraphWords.Parse<GraphStatus>(row.GetString(4)),
        Reason = row.GetString(5),
        Actor = row.GetString(6),
        TriggeringActionId = Text(row, 7),
        At = row.GetFieldValue<DateTimeOffset>(8),
    };

    /// <summary>Intents as rows of <c>graph_intents</c>.</summary>
    public static NpgsqlParameter Of(IEnumerable<StorableIntent> intents) => Parameter.JsonText(new JsonArray([.. intents.Select(WithFolded)]).ToJsonString(GraphJson.Options));

    /// <summary>Edges or history as JSON.</summary>
    public static NpgsqlParameter Of<T>(IEnumerable<T> items) where T : class => Parameter.JsonText(JsonSerializer.Serialize(items, GraphJson.Options));

    private static JsonNode WithFolded(StorableIntent intent)
    {
        var row = JsonSerializer.SerializeToNode(intent, GraphJson.Options)!;
        row["folded"] = new JsonObject
        {
            ["name"] = intent.Name is { } name ? GraphFilterMatching.Fold(name) : null,
            ["goal"] = GraphFilterMatching.Fold(intent.Goal),
            ["metadata"] = new JsonObject(intent.Metadata.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)GraphFilterMatching.Fold(pair.Value)))),
        };
        return row;
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static Dictionary<string, string> Texts(NpgsqlDataReader row, int column) => JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(column)) ?? [];
}
