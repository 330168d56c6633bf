using IntentEngine.Lineage.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Executions with all that was told of them.</summary>
internal static class FailureQueries
{
    /// <summary>One execution; null when the organization has none of that id.</summary>
    public static Task<ExecutionRecord?> FindAsync(LineageDbContext db, Guid organizationId, string executionId, CancellationToken cancel) =>
        db.Executions.AsNoTracking().SingleOrDefaultAsync(e => e.OrganizationId == organizationId && e.ExecutionId == executionId, cancel);
}
