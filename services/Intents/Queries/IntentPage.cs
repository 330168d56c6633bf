using IntentEngine.Hosting.Requests;
using IntentEngine.Intents.Log;

namespace IntentEngine.Intents.Queries;

/// <summary>One page of a list of intents, newest first.</summary>
public sealed record IntentPage
{
    /// <summary>How far a list is counted: past this, only walking through it would tell.</summary>
    internal const int CountedTo = 1000;

    /// <summary>The intents of this page.</summary>
    public required IReadOnlyList<IntentView> Intents { get; init; }

    /// <summary>How many there are on all pages, counted up to 1000 (see <see cref="TotalIsExact"/>).</summary>
    public required int Total { get; init; }

    /// <summary>Whether there are no more than <see cref="Total"/>.</summary>
    public required bool TotalIsExact { get; init; }

    /// <summary>How many a page holds at most.</summary>
    public required int Limit { get; init; }

    /// <summary>How many were skipped.</summary>
    public required int Offset { get; init; }

    /// <summary>Send it as <c>cursor</c>, with the same filters, for the page after this one. Absent: this is the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>Reads a page of what <paramref name="filter"/> lets through.</summary>
    internal static async Task<IntentPage> Read(IntentsDatabase database, Guid organizationId, IntentFilter filter, Paging paging, CancellationToken cancel)
    {
        var after = filter.Cursor is null ? null : IntentCursor.Read(filter.Cursor, filter);
        var query = new IntentQuery(organizationId, filter);
        // One more than asked for says whether there is another page.
        var found = await IntentReading.Read(database, organizationId, query.Page(after, paging.Limit + 1, paging.Offset), IntentColumns.Read, cancel);
        var shown = found.Take(paging.Limit).ToList();
        var isLast = found.Count <= paging.Limit;
        var tellsTotal = isLast && after is null && (found.Count > 0 || paging.Offset == 0);
        var total = tellsTotal ? paging.Offset + shown.Count : await Count(database, organizationId, filter, cancel);
        return new IntentPage
        {
            Intents = [.. shown.Select(IntentView.Of)],
            Total = tellsTotal ? total : Math.Min(total, CountedTo),
            TotalIsExact = tellsTotal || total <= CountedTo,
            Limit = paging.Limit,
            Offset = paging.Offset,
            NextCursor = isLast ? null : new IntentCursor(filter.IsByChange ? shown[^1].UpdatedAt : shown[^1].CreatedAt, shown[^1].IntentId).Write(filter),
        };
    }

    private static async Task<int> Count(IntentsDatabase database, Guid organizationId, IntentFilter filter, CancellationToken cancel)
    {
        var counted = await IntentReading.Read(database, organizationId, new IntentQuery(organizationId, filter).Count(CountedTo + 1), row => row.GetInt64(0), cancel);
        return (int)counted[0];
    }
}
