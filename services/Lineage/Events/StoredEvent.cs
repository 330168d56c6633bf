using System.Text.Json;
using Npgsql;

namespace IntentEngine.Lineage.Events;

/// <summary>An event as it was read, and where a reader stands after it.</summary>
/// <param name="View">What is shown.</param>
/// <param name="Cursor">How far the reader has come with it.</param>
internal sealed record StoredEvent(EventView View, EventCursor Cursor)
{
    /// <summary>The columns that <see cref="Read"/> takes, but for the last, the moment; <c>e</c> is an event, <c>x</c> its execution.</summary>
    public const string Columns = "e.execution_id, x.effective_correlation_id, e.sequence, e.fact_id, e.type, e.at, e.position, e.data";

    public static StoredEvent Read(NpgsqlDataReader row)
    {
        var (type, position, data) = (row.GetString(4), row.GetInt64(6), JsonElement.Parse(row.GetString(7)));
        return new StoredEvent(
            new EventView
            {
                ExecutionId = row.GetString(0),
                CorrelationId = row.IsDBNull(1) ? null : row.GetString(1),
                Sequence = row.GetInt32(2),
                EventId = row.GetGuid(3),
                Type = type,
                At = row.GetFieldValue<DateTimeOffset>(5),
                Position = position,
                Summary = EventSummary.Of(type, data),
                Data = data,
            },
            new EventCursor(row.GetInt64(8), position));
    }
}
