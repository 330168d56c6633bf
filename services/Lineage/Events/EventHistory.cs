using System.Globalization;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Events;

/// <summary>Reads the events of one execution in the order of its own history, whenever they came.</summary>
internal sealed class EventHistory(LineageDatabase database)
{
    private const string Matching = """
        from execution_events e
        where e.organization_id = $1 and e.execution_id = $2 and ($3::text[] is null or e.type = any($3))
          and ($4::timestamptz is null or e.at >= $4) and ($5::timestamptz is null or e.at <= $5)
        """;

    private const string Count = $"select count(*), exists (select from execution_events e where e.organization_id = $1 and e.execution_id = $2) {Matching}";

    private const string Execution = "left join (select x.effective_correlation_id from executions x where x.organization_id = $1 and x.execution_id = $2) x on true";

    private const string Page = $"""
        select {StoredEvent.Columns}, e.position from (select e.* {Matching}
        and ($6::int is null or (e.sequence, e.fact_id, e.at) > ($6, $7, $8)) order by e.sequence, e.fact_id, e.at limit $9) e {Execution}
        order by e.sequence, e.fact_id, e.at
        """;

    private const string Tail = $"""
        select {StoredEvent.Columns}, e.position from (select e.* {Matching} order by e.sequence desc, e.fact_id desc, e.at desc limit $6) e {Execution}
        order by e.sequence, e.fact_id, e.at
        """;

    /// <summary>Which events of which execution.</summary>
    /// <param name="OrganizationId">Whose.</param>
    /// <param name="ExecutionId">The execution.</param>
    /// <param name="Types">Only these types. Null: all.</param>
    /// <param name="Since">Not before. Null: from the beginning.</param>
    /// <param name="Until">Not after. Null: to the end.</param>
    internal sealed record Query(Guid OrganizationId, string ExecutionId, string[]? Types = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null);

    /// <summary>How many there are, and whether anything at all is known of the execution.</summary>
    public Task<(int Total, bool IsKnown)> CountAsync(Query query, CancellationToken cancel) =>
        database.ReadAsync(query.OrganizationId, Count, Parameters(query), async reader =>
        {
            await reader.ReadAsync(cancel);
            return ((int)reader.GetInt64(0), reader.GetBoolean(1));
        }, cancel);

    /// <summary>The last events.</summary>
    public Task<IReadOnlyList<EventView>> TailAsync(Query query, int count, CancellationToken cancel) =>
        ReadAsync(query, Tail, [.. Parameters(query), Parameter.Whole(count)], cancel);

    /// <summary>What comes after <paramref name="after"/>, or from the beginning.</summary>
    public Task<IReadOnlyList<EventView>> PageAsync(Query query, Place? after, int limit, CancellationToken cancel) => ReadAsync(
        query, Page, [.. Parameters(query), Parameter.Whole(after?.Sequence), Parameter.Uuid(after?.EventId), Parameter.Time(after?.At), Parameter.Whole(limit)], cancel);

    private static NpgsqlParameter[] Parameters(Query query) =>
        [Parameter.Uuid(query.OrganizationId), Parameter.Text(query.ExecutionId), Parameter.Texts(query.Types), Parameter.Time(query.Since), Parameter.Time(query.Until)];

    private Task<IReadOnlyList<EventView>> ReadAsync(Query query, string sql, NpgsqlParameter[] parameters, CancellationToken cancel) =>
        database.ReadAsync<IReadOnlyList<EventView>>(query.OrganizationId, sql, parameters, async reader =>
        {
            var events = new List<EventView>();
            while (await reader.ReadAsync(cancel)) events.Add(StoredEvent.Read(reader).View);
            return events;
        }, cancel);

    /// <summary>Where a page ended; on the wire an opaque text.</summary>
    internal sealed record Place(int Sequence, Guid EventId, DateTimeOffset At)
    {
        public static Place After(EventView last) => new(last.Sequence, last.EventId, last.At);

        /// <summary>The place that was sent; null: it is none.</summary>
        public static Place? Parse(string text) =>
            text.Split('_') is [var sequence, var id, var at]
            && int.TryParse(sequence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Guid.TryParseExact(id, "N", out var eventId)
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.Ticks
                ? new Place(number, eventId, new DateTimeOffset(ticks, TimeSpan.Zero))
                : null;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Sequence}_{EventId:N}_{At.UtcTicks}");
    }
}
