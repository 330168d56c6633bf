using IntentEngine.LocalServers;
using Npgsql;

namespace IntentEngine.Bench.Intents;

/// <summary>A year of one organization's intents: most are done, few wait; types, targets, people and sessions of very different frequency.</summary>
internal static class IntentRows
{
    private const string Insert = """
        insert into intent_executions (tenant_id, intent_id, intent_type, status, target_artifact_id, context, created_by, session_id, created_at, updated_at, correlation_id,
                                       worker, execution_id, claimed_at, completed_at, ended_at, error, attempts, priority)
        select $1, 'intent-' || i, type, status, 'file-' || i / 2,
               jsonb_build_object('ingestion_profile', (array['structured', 'unstructured', 'hybrid', 'workflow', 'data_model'])[1 + i % 5], 'file', jsonb_build_object('id', 'file-' || i / 2, 'pages', i % 500)),
               'person-' || i % 200, md5('session-' || i / 20)::uuid, at, at, 'run-' || i / 10,
               case when status in ('pending', 'cancelled') then null else 'worker-' || i % 8 end, case when status in ('pending', 'cancelled') then null else 'execution-' || i end,
               case when status in ('pending', 'cancelled') then null else at end, case when status = 'completed' then at end,
               case when status in ('completed', 'failed', 'cancelled') then at end, case when status in ('failed', 'cancelled') then 'no' end,
               case when status in ('pending', 'cancelled') then 0 else 1 end, i % 3
        from (select i, '2025-01-01'::timestamptz + i * (interval '365 days' / $3) as at,
                     case when i % 100 < 90 then 'completed' when i % 100 < 94 then 'failed' when i % 100 < 97 then 'cancelled' when i % 100 < 99 then 'pending' else 'in_progress' end as status,
                     (array['parse_content', 'parse_content', 'parse_content', 'extract_embeddings', 'extract_embeddings', 'generate_article', 'index_artifact', 'save_materialization',
                            'summarize', 'type_' || (i / 10) % 50])[1 + (i / 100) % 10] as type
              from generate_series($2::int, $3::int) as i) as made
        """;

    /// <summary>Adds rows number <paramref name="from"/> to <paramref name="to"/>, and leaves the table as autovacuum would.</summary>
    public static async Task Add(PostgresServer postgres, Guid organization, int from, int to)
    {
        await using var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Database = "ie_intents", CommandTimeout = 0 });
        await using (var insert = database.CreateCommand(Insert))
        {
            insert.Parameters.Add(new NpgsqlParameter { Value = organization });
            insert.Parameters.Add(new NpgsqlParameter { Value = from });
            insert.Parameters.Add(new NpgsqlParameter { Value = to });
            await insert.ExecuteNonQueryAsync();
        }

        await using var vacuum = database.CreateCommand("vacuum analyze intent_executions");
        await vacuum.ExecuteNonQueryAsync();
    }
}
