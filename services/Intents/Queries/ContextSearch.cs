using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.Queries;

/// <summary>Lists of what has something in its context. The database searches by a function of its own, see migration 0002.</summary>
internal static class ContextSearch
{
    /// <summary>One page as SQL.</summary>
    /// <param name="organization">The organization's id.</param>
    /// <param name="filter">With a context to look for.</param>
    /// <param name="after">Where the page before ended.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="offset">How many are skipped.</param>
    public static NpgsqlBatchCommand Page(NpgsqlParameter organization, IntentFilter filter, IntentCursor? after, int limit, int offset)
    {
        var time = filter.IsByChange ? "updated_at" : "created_at";
        return new NpgsqlBatchCommand($"""
            select {IntentColumns.All} from intent_executions
            where tenant_id = $1 and intent_id = any(array(select found_id from intents_containing($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)))
            order by {time} desc, intent_id desc limit $16 offset $17
            """)
        {
            Parameters =
            {
                organization, Parameter.JsonText(filter.Context), Some(filter.Statuses), Some(filter.Types), Parameter.Text(filter.TargetArtifactId), Parameter.Text(filter.CreatedBy),
                Parameter.Uuid(filter.SessionId), Parameter.Text(filter.CorrelationId), Parameter.Time(filter.CreatedFrom), Parameter.Time(filter.CreatedTo),
                Parameter.Time(filter.UpdatedFrom), Parameter.Time(filter.UpdatedTo), new NpgsqlParameter { NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Boolean, Value = filter.IsByChange },
                Parameter.Time(after?.Time), Parameter.Text(after?.IntentId), Parameter.Whole(limit + offset), Parameter.Whole(offset),
            },
        };
    }

    private static NpgsqlParameter Some(IReadOnlyList<string> values) => Parameter.Texts(values.Count == 0 ? null : [.. values]);
}
