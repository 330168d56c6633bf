using System.Text.Json;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Repair;

/// <summary>Completed executions that are like a failed one: by their files, since they have no error (the origin's shipped algorithm).</summary>
internal sealed class AlikeSuccesses(LineageDatabase database)
{
    private const string Recent = """
        select execution_id, verdict, affected_paths, ordered_at
        from (select execution_id, status, verdict, affected_paths, ordered_at from executions where organization_id = $1 order by ordered_at desc, execution_id limit 1000) e
        where e.status = 'completed' and e.affected_paths is not null
        """;

    /// <summary>At most ten of the newest thousand executions, the most similar first. Empty for an execution that touched no files.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(Guid organizationId, FailedExecution failed, CancellationToken cancel)
    {
        if (failed.Execution.Paths.Count == 0) return [];
        var found = await database.ReadAsync(organizationId, Recent, [Parameter.Uuid(organizationId)], async rows =>
        {
            var completed = new List<ComparedExecution>();
            while (await rows.ReadAsync(cancel))
                completed.Add(new ComparedExecution
                {
                    ExecutionId = rows.GetString(0),
                    Status = "completed",
                    Verdict = rows.IsDBNull(1) ? null : rows.GetString(1),
                    Paths = PathSets.Of(JsonElement.Parse(rows.GetString(2))),
                    OrderedAt = rows.GetFieldValue<DateTimeOffset>(3),
                });
            return completed;
        }, cancel);
        return
        [
            .. found.Select(e => (Execution: e, Score: SimilarityScore.Of(failed.Execution, e).Total))
                .Where(e => e.Execution.ExecutionId != failed.Execution.ExecutionId && e.Score >= SimilarFailuresWanted.DefaultMinimum)
                .OrderByDescending(e => e.Score).ThenByDescending(e => e.Execution.OrderedAt).ThenBy(e => e.Execution.ExecutionId, StringComparer.Ordinal)
                .Take(10).Select(e => e.Execution.ExecutionId),
        ];
    }
}
