using IntentEngine.Lineage.Storage;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>Entries of the index by id.</summary>
internal static class ArtifactRows
{
    public static async Task<Dictionary<string, ArtifactSummary>> OfAsync(LineageDbContext db, Guid organizationId, IEnumerable<string> ids, CancellationToken cancel)
    {
        var distinct = ids.Distinct(StringComparer.Ordinal).ToArray();
        return await db.Artifacts
            .Where(a => a.OrganizationId == organizationId && distinct.Contains(a.ArtifactId))
            .ToDictionaryAsync(a => a.ArtifactId, ArtifactSummary.Of, StringComparer.Ordinal, cancel);
    }
}
