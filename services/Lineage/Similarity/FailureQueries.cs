using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Rows of executions by their ids.</summary>
internal static class FailureQueries
{
    /// <summary>One execution; null when the organization has none of that id.</summary>
    public static Task<ExecutionRecord?> FindAsync(LineageDbContext db, Guid organizationId, string executionId, CancellationToken cancel) =>
        db.Executions.AsNoTracking().SingleOrDefaultAsync(e => e.OrganizationId == organizationId && e.ExecutionId == executionId, cancel);

    /// <summary>Several executions as they are shown, by id; what is not there (any more) is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, LineageExecutionSummary>> SummariesAsync(
        LineageDbContext db, Guid organizationId, IEnumerable<string> executionIds, CancellationToken cancel)
    {
        var ids = executionIds.Distinct(StringComparer.Ordinal).ToArray();
        if (ids.Length == 0) return new Dictionary<string, LineageExecutionSummary>();
        var rows = await db.Executions.AsNoTracking().Where(e => e.OrganizationId == organizationId && ids.Contains(e.ExecutionId)).ToListAsync(cancel);
        return rows.ToDictionary(row => row.ExecutionId, LineageExecutionSummary.Of, StringComparer.Ordinal);
    }
}
