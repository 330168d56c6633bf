using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Messaging.Sagas;

/// <summary>Counters as rows of the table <c>counters</c>.</summary>
public sealed class CounterStore : ISagaStore<Counter>
{
    private const string Insert = """
        with new as (insert into counters (organization_id, id, phase, version, starts, steps) values ($1, $2, $3, 1, $4, $5) on conflict do nothing returning 1)
        select expect_updated((select count(*) from new))
        """;

    private const string Update = """
        with changed as (update counters set phase = $3, version = version + 1, starts = $4, steps = $5
                         where organization_id = $1 and id = $2 and version = $6 returning 1)
        select expect_updated((select count(*) from changed))
        """;

    private const string Current = "select expect_updated((select count(*) from counters where organization_id = $1 and id = $2 and version = $3))";

    private int _reads;

    /// <summary>How often a row was read.</summary>
    public int Reads => Volatile.Read(ref _reads);

    public string SelectSql => "select organization_id, id, phase, version, starts, steps from counters where organization_id = current_organization() and id = $1";

    public Counter Read(NpgsqlDataReader reader)
    {
        Interlocked.Increment(ref _reads);
        return new Counter
        {
            OrganizationId = reader.GetGuid(0),
            CorrelationId = reader.GetGuid(1),
            Phase = reader.GetString(2),
            Version = reader.GetInt32(3),
            Starts = reader.GetInt32(4),
            Steps = reader.GetInt32(5),
        };
    }

    public void Save(UnitOfWork unit, Counter saga)
    {
        NpgsqlParameter[] row = [Parameter.Uuid(saga.OrganizationId), Parameter.Uuid(saga.CorrelationId), Parameter.Text(saga.Phase), Parameter.Whole(saga.Starts), Parameter.Whole(saga.Steps)];
        if (saga.Version == 0) unit.Guard(Insert, row);
        else unit.Guard(Update, [.. row, Parameter.Whole(saga.Version)]);
    }

    public void Guard(UnitOfWork unit, Counter saga) =>
        unit.Guard(Current, Parameter.Uuid(saga.OrganizationId), Parameter.Uuid(saga.CorrelationId), Parameter.Whole(saga.Version));
}
