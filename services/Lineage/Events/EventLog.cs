using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Events;

/// <summary>Reads events in the order in which they were recorded; each method is one round trip.</summary>
/// <remarks>
/// Positions are given out under a lock that is held until the commit, so whoever has seen one has seen all below it: a reader that
/// goes on from its last position misses nothing. An execution that comes late to a correlation brings its earlier events along at
/// that moment (<c>correlation_since</c>).
/// </remarks>
internal sealed class EventLog(LineageDatabase database)
{
    /// <summary>Up to so many events behind, a correlation's are picked from the organization's; further behind, each execution is asked.</summary>
    private const long Near = 2000;

    private const string Head = "select coalesce((select last from event_positions where organization_id = $1), 0)";

    private const string KnownExecution = "select exists (select from execution_events e where e.organization_id = $1 and e.execution_id = $2)";

    private const string KnownCorrelation = "select exists (select from executions x where x.organization_id = $1 and x.effective_correlation_id = $2)";

    private const string Execution = "left join lateral (select x.effective_correlation_id, x.correlation_since from executions x where x.organization_id = $1 and x.execution_id = e.execution_id offset 0) x on true";

    private const string OfOrganization = $"""
        select {StoredEvent.Columns}, e.position as moment
        from (select * from execution_events e where e.organization_id = $1 and e.position > $2 and e.position <= $3
              and ($5::text[] is null or e.type = any($5)) order by e.position ORDER limit $4) e {Execution}
        order by moment ORDER
        """;

    // "offset 0" keeps the index of the execution's events, also with a plan that was made while the table was empty.
    private const string OfExecution = $"""
        select {StoredEvent.Columns}, e.position as moment
        from (select * from (select * from execution_events e where e.organization_id = $1 and e.execution_id = $6 offset 0) e
              where e.position > $2 and e.position <= $3 and ($5::text[] is null or e.type = any($5)) order by e.position ORDER limit $4) e {Execution}
        order by moment ORDER
        """;

    private const string OnTime = $"""
        select {StoredEvent.Columns}, e.position as moment
        from (select * from execution_events e where e.organization_id = $1 and e.position > $2 and e.position <= $3 offset 0) e {Execution}
        where x.effective_correlation_id = $6 and e.position > x.correlation_since and ($5::text[] is null or e.type = any($5))
        """;

    private const string OnTimeFar = $"""
        select {StoredEvent.Columns}, e.position as moment
        from (select * from executions x where x.organization_id = $1 and x.effective_correlation_id = $6 offset 0) x
        cross join lateral (select * from execution_events e where e.organization_id = $1 and e.execution_id = x.execution_id offset 0) e
        where e.position > greatest($2, x.correlation_since) and e.position <= $3 and ($5::text[] is null or e.type = any($5))
        """;

    private const string Late = $"""
        select {StoredEvent.Columns}, x.correlation_since as moment
        from (select * from executions x where x.organization_id = $1 and x.effective_correlation_id = $6
              and x.correlation_since > 0 and x.correlation_since >= $2 and x.correlation_since <= $3 offset 0) x
        cross join lateral (select * from execution_events e where e.organization_id = $1 and e.execution_id = x.execution_id and e.position <= x.correlation_since offset 0) e
        where (x.correlation_since, e.position) > ($2, $7) and ($5::text[] is null or e.type = any($5))
        """;

    private const string OfCorrelationNear = $"select * from (({OnTime}) union all ({Late})) e order by moment ORDER, position ORDER limit $4";

    private const string OfCorrelationFar = $"select * from (({OnTimeFar}) union all ({Late})) e order by moment ORDER, position ORDER limit $4";

    /// <summary>The last position of an organization, 0 for none.</summary>
    public Task<long> HeadAsync(Guid organizationId, CancellationToken cancel) =>
        database.ReadAsync(organizationId, Head, [Parameter.Uuid(organizationId)], async reader => await reader.ReadAsync(cancel) ? reader.GetInt64(0) : 0, cancel);

    /// <summary>Whether anything is known of the execution or the correlation of a scope; of an organization always.</summary>
    public async Task<bool> IsKnownAsync(EventScope scope, CancellationToken cancel)
    {
        var sql = scope switch
        {
            { ExecutionId: not null } => KnownExecution,
            { CorrelationId: not null } => KnownCorrelation,
            _ => null,
        };
        return sql is null || await database.ReadAsync(
            scope.OrganizationId, sql, [Parameter.Uuid(scope.OrganizationId), Parameter.Text(scope.ExecutionId ?? scope.CorrelationId)],
            async reader => await reader.ReadAsync(cancel) && reader.GetBoolean(0), cancel);
    }

    /// <summary>What comes after a cursor and not after <paramref name="head"/>, oldest first.</summary>
    public Task<IReadOnlyList<StoredEvent>> AfterAsync(EventScope scope, EventCursor cursor, long head, int limit, CancellationToken cancel) =>
        ReadAsync(scope, scope.CorrelationId is not null && head - cursor.Moment > Near, "", cursor, head, limit, cancel);

    /// <summary>The last events up to <paramref name="head"/>, oldest first.</summary>
    public async Task<IReadOnlyList<StoredEvent>> TailAsync(EventScope scope, long head, int count, CancellationToken cancel) =>
        [.. (await ReadAsync(scope, true, "desc", EventCursor.Start, head, count, cancel)).Reverse()];

    private Task<IReadOnlyList<StoredEvent>> ReadAsync(EventScope scope, bool far, string order, EventCursor cursor, long head, int limit, CancellationToken cancel)
    {
        var sql = scope switch
        {
            { ExecutionId: not null } => OfExecution,
            { CorrelationId: not null } => far ? OfCorrelationFar : OfCorrelationNear,
            _ => OfOrganization,
        };
        List<NpgsqlParameter> parameters = [Parameter.Uuid(scope.OrganizationId), Long(cursor.Moment), Long(head), Parameter.Whole(limit), Parameter.Texts(scope.Types)];
        if ((scope.ExecutionId ?? scope.CorrelationId) is { } id) parameters.Add(Parameter.Text(id));
        if (scope.CorrelationId is not null) parameters.Add(Long(cursor.Position));
        return database.ReadAsync<IReadOnlyList<StoredEvent>>(scope.OrganizationId, sql.Replace("ORDER", order, StringComparison.Ordinal), parameters, async reader =>
        {
            var events = new List<StoredEvent>();
            while (await reader.ReadAsync(cancel)) events.Add(StoredEvent.Read(reader));
            return events;
        }, cancel);
    }

    private static NpgsqlParameter Long(long value) => new() { NpgsqlDbType = NpgsqlDbType.Bigint, Value = value };
}
