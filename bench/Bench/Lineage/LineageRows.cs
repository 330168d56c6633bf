using System.Text;
using Npgsql;

namespace IntentEngine.Bench.Lineage;

/// <summary>Executions of one organization: trees 20 levels deep, tasks of 200, one parent of 20,000 children and one chain of 5,000 retries.</summary>
/// <remarks>Ids are UUIDs made of names, so that they are scattered over the indexes as real ones are.</remarks>
internal static class LineageRows
{
    public const int Children = 20_000;
    public const int Links = 5_000;
    public const int TreeSize = 50;
    public const int TaskSize = 200;

    /// <summary>What each insert names of <c>executions</c>; the rest follows.</summary>
    private const string Columns = """
        insert into executions (organization_id, execution_id, correlation_id, parent_execution_id, trigger_kind, run_id, name, step_number, attempt, status, sequence, fact_id,
                                updated_at, started_at, completed_at, error_type, error_message, cost_usd, data)
        """;

    private const string Rest = """
        correlation, 'bench.step_' || n % 10, n % 10, 1, case when n % 20 = 19 then 'failed' else 'completed' end, 3, md5('fact-' || name)::uuid, at + interval '2 seconds', at, at + interval '2 seconds',
        case when n % 20 = 19 then 'server_error' end, case when n % 20 = 19 then 'The provider answered 503 for step ' || n end, 0.01,
        case when n % 10 = 0 then jsonb_build_object('verdict', 'allow', 'risk_level', 'low', 'affected_paths', jsonb_build_array('src/a' || n || '.cs', 'src/b.cs')) end
        """;

    // A spine of 20 below the root, and branches that hang on it.
    private const string Trees = $"""
        {Columns}
        select $1, md5(name)::uuid::text, correlation, case when n > 0 then md5('tree-' || t || '-' || case when n <= 20 then n - 1 else (n * 7) % 20 end)::uuid::text end,
               case when n = 0 then 'manual' when n % 7 = 3 then 'retry' when n % 11 = 5 then 'repair' else 'child' end, {Rest}
        from (select t, n, 'tree-' || t || '-' || n as name, md5('tree-' || t)::uuid::text as correlation, '2026-01-01'::timestamptz + t * interval '1 minute' + n * interval '1 second' as at
              from generate_series($2::int, $3::int) as t, generate_series(0, 49) as n) as made
        """;

    // Name, size and trigger of what hangs together in one group: all below the first, or each below the one before.
    private const string Groups = $"""
        {Columns}
        select $1, md5(name)::uuid::text, correlation, case when n > 0 then md5($4 || g || '-' || case when $6 = 'retry' then n - 1 else 0 end)::uuid::text end,
               case when n = 0 then 'manual' else $6 end, {Rest}
        from (select g, n, $4 || g || '-' || n as name, md5($4 || g)::uuid::text as correlation, '2026-02-01'::timestamptz + g * interval '1 minute' + n * interval '1 second' as at
              from generate_series($2::int, $3::int) as g, generate_series(0, $5::int) as n) as made
        """;

    /// <summary>The parent of many and the long chain.</summary>
    public static async Task AddGiants(NpgsqlDataSource database, Guid organization)
    {
        await Run(database, Groups, organization, 0, 0, "wide-", Children, "child");
        await Run(database, Groups, organization, 0, 0, "chain-", Links - 1, "retry");
    }

    /// <summary>Trees and tasks up to that many executions in all, four of five in trees; leaves the table as autovacuum would.</summary>
    public static async Task Add(NpgsqlDataSource database, Guid organization, int from, int to)
    {
        await Run(database, Trees, organization, TreesOf(from), TreesOf(to) - 1);
        await Run(database, Groups, organization, Tasks(from), Tasks(to) - 1, "task-", TaskSize - 1, "child");
        await using var vacuum = database.CreateCommand("vacuum analyze executions");
        await vacuum.ExecuteNonQueryAsync();
    }

    /// <summary>How many trees that many executions have.</summary>
    public static int TreesOf(int executions) => executions / 5 * 4 / TreeSize;

    /// <summary>How many tasks that many executions have.</summary>
    public static int Tasks(int executions) => executions / 5 / TaskSize;

    /// <summary>The id of a name, as PostgreSQL's <c>md5(…)::uuid</c> makes it.</summary>
#pragma warning disable CA5351 // Names what the rows were given by PostgreSQL's md5(), and protects nothing.
    public static string Id(string name) => new Guid(Convert.ToHexString(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(name)))).ToString();
#pragma warning restore CA5351

    private static async Task Run(NpgsqlDataSource database, string sql, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
