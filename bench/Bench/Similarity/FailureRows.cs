using System.Globalization;
using IntentEngine.Lineage.Similarity;
using IntentEngine.LocalServers;
using Npgsql;

namespace IntentEngine.Bench.Similarity;

/// <summary>One organization's failures: a few errors that happen all the time, thousands that are rare, one in ten with files, a quarter tried again.</summary>
internal static class FailureRows
{
    /// <summary>Different messages, and so templates.</summary>
    public const int Kinds = 2000;

    private static readonly string[] Verbs = ["read", "write", "open", "parse", "send", "fetch", "store", "validate", "cluster", "approve", "render", "merge", "index", "resolve", "lock", "sign"];
    private static readonly string[] Things = ["keyword list", "competitor page", "article draft", "seed set", "profile record", "search answer", "model reply", "outline section", "token", "cluster table", "budget", "schema"];
    private static readonly string[] Reasons =
        ["connection refused by server", "the answer was no valid json", "quota is used up", "access was denied by policy", "the file does not exist", "it took too long", "a required field is missing", "checksum differs", "the disk is full", "the session expired", "rate limit reached for today"];

    // The square of a uniform number: low kinds are frequent, high ones rare.
    private const string Insert = """
        insert into executions (organization_id, execution_id, correlation_id, parent_execution_id, trigger_kind, run_id, name, step_number, status, sequence, fact_id,
                                updated_at, started_at, completed_at, error_type, error_message, data)
        select $1, 'failure-' || i, 'run-' || i / 3, 'run-' || i / 3, 'child', 'run-' || i / 3, 'step.' || i % 10, i % 10, 'failed', 3, md5('fact-' || i)::uuid,
               '2026-01-01'::timestamptz + i * interval '10 seconds', '2026-01-01'::timestamptz + i * interval '10 seconds', '2026-01-01'::timestamptz + i * interval '10 seconds' + (i % 300) * interval '100 milliseconds',
               k.error_type, replace(k.message, '#', i::text),
               case when i % 10 = 0 then jsonb_build_object('affected_paths', jsonb_build_array('src/module' || i % 500 || '/main.cs', 'src/module' || i % 70 || '/settings.json'), 'verdict', 'allow') end
        from (select i, floor(power(((i * 7919::bigint) % 200003) / 200003.0, 2) * $2)::int as kind from generate_series(1, $3::int) as i) as made
        join kinds k on k.number = made.kind
        """;

    private const string Again = """
        insert into executions (organization_id, execution_id, correlation_id, parent_execution_id, trigger_kind, run_id, name, step_number, attempt, status, sequence, fact_id, updated_at, started_at, completed_at)
        select $1, 'again-' || i, 'run-' || i / 3, 'failure-' || i, case when i % 8 = 0 then 'repair' else 'retry' end, 'run-' || i / 3, 'step.' || i % 10, i % 10, 2, 'completed', 3, md5('again-' || i)::uuid,
               '2026-01-01'::timestamptz + i * interval '10 seconds' + interval '5 seconds', '2026-01-01'::timestamptz + i * interval '10 seconds' + interval '5 seconds', '2026-01-01'::timestamptz + i * interval '10 seconds' + interval '8 seconds'
        from generate_series(4, $2::int, 4) as i
        """;

    private const string Index = """
        insert into failures (organization_id, execution_id, sequence, fact_id, failed_at, fingerprint)
        select $1, e.execution_id, e.sequence, e.fact_id, e.updated_at, k.fingerprint
        from executions e
        join (select floor(power(((i * 7919::bigint) % 200003) / 200003.0, 2) * $2)::int as kind, 'failure-' || i as id from generate_series(1, $3::int) as i) m on m.id = e.execution_id
        join kinds k on k.number = m.kind
        """;

    /// <summary>Builds them, and leaves the tables as autovacuum would.</summary>
    public static async Task Add(PostgresServer postgres, Guid organization, int rows)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "ie_lineage", CommandTimeout = 0 });
        await using var connection = await database.OpenConnectionAsync();
        await Run(connection, "create temporary table kinds (number int primary key, error_type text, message text, fingerprint text)");
        var kinds = Enumerable.Range(0, Kinds).Select(Kind).ToList();
        await using (var copy = await connection.BeginBinaryImportAsync("copy kinds from stdin (format binary)"))
        {
            foreach (var (kind, number) in kinds.Select((kind, number) => (kind, number)))
                await copy.WriteRowAsync(CancellationToken.None, number, kind.Type, kind.Message, ErrorFingerprint.Of(kind.Type, kind.Message.Replace("#", "17", StringComparison.Ordinal), "").Value);
            await copy.CompleteAsync();
        }

        await Run(connection, Insert, organization, Kinds, rows);
        await Run(connection, Index, organization, Kinds, rows);
        await Run(connection, Again, organization, rows);
        await Templates(connection, organization, kinds);
        await Paths(connection, organization, rows);
        foreach (var table in (string[])["executions", "failures", "failure_paths", "error_templates", "error_bands"]) await Run(connection, $"vacuum analyze {table}");
    }

    private static (string Type, string Message) Kind(int number)
    {
        var (verb, thing, reason) = (Verbs[number % Verbs.Length], Things[number / Verbs.Length % Things.Length], Reasons[number / (Verbs.Length * Things.Length) % Reasons.Length]);
        return (number % 3 == 0 ? "server_error" : "validation_error", $"Cannot {verb} the {thing} # at 10.0.0.7:54{number % 7}: {reason}");
    }

    private static async Task Templates(NpgsqlConnection connection, Guid organization, List<(string Type, string Message)> kinds)
    {
        var fingerprints = kinds.Select(kind => ErrorFingerprint.Of(kind.Type, kind.Message.Replace("#", "17", StringComparison.Ordinal), "")).DistinctBy(f => f.Value).ToList();
        await using (var copy = await connection.BeginBinaryImportAsync("copy error_templates (organization_id, fingerprint, error_type, template) from stdin (format binary)"))
        {
            foreach (var f in fingerprints) await copy.WriteRowAsync(CancellationToken.None, organization, f.Value, f.ErrorType!, f.Template);
            await copy.CompleteAsync();
        }

        await using var bands = await connection.BeginBinaryImportAsync("copy error_bands (organization_id, hash, fingerprint) from stdin (format binary)");
        foreach (var f in fingerprints)
            foreach (var hash in MinHash.BandsOf(Shingles.Of(f)).Distinct())
                await bands.WriteRowAsync(CancellationToken.None, organization, hash, f.Value);
        await bands.CompleteAsync();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{fingerprints.Count} templates"));
    }

    private static async Task Paths(NpgsqlConnection connection, Guid organization, int rows)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy failure_paths (organization_id, execution_id, fact_id, path, failed_at) from stdin (format binary)");
        for (var i = 10; i <= rows; i += 10)
            foreach (var key in PathSets.Keys(PathSets.Of([$"src/module{i % 500}/main.cs", $"src/module{i % 70}/settings.json"])))
                await copy.WriteRowAsync(CancellationToken.None, organization, $"failure-{i}", Guid.Empty, key, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(10 * i));
        await copy.CompleteAsync();
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var parameter in parameters) command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        await command.ExecuteNonQueryAsync();
    }
}
