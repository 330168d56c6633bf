using IntentEngine.Hosting.Requests;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Intents.Queries;

/// <summary>One page of a list of intents, newest first.</summary>
public sealed record IntentPage
{
    /// <summary>The intents of this page.</summary>
    public required IReadOnlyList<IntentView> Intents { get; init; }

    /// <summary>How many there are on all pages.</summary>
    public required int Total { get; init; }

    /// <summary>How many a page holds at most.</summary>
    public required int Limit { get; init; }

    /// <summary>How many were skipped.</summary>
    public required int Offset { get; init; }

    /// <summary>Reads a page of what <paramref name="filter"/> lets through.</summary>
    internal static async Task<IntentPage> Read(IntentsDbContext database, Guid organizationId, IntentFilter filter, Paging paging, CancellationToken cancel)
    {
        // Row-level security says the same; saying it here as well lets the planner use the organization's index.
        var matching = filter.Narrow(database.Intents.AsNoTracking().Where(row => row.TenantId == organizationId));
        var total = await matching.CountAsync(cancel);
        var rows = await matching.OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.IntentId)
            .Skip(paging.Offset).Take(paging.Limit).ToListAsync(cancel);
        return new IntentPage { Intents = [.. rows.Select(IntentView.Of)], Total = total, Limit = paging.Limit, Offset = paging.Offset };
    }
}
