namespace IntentEngine.Lineage.Executions;

/// <summary>Reads lineages over HTTP, whole or page by page.</summary>
internal static class LineageReader
{
    public static Task<ExecutionLineage> LineageAsync(this Organization organization, string id, string query = "") =>
        organization.GetAsync<ExecutionLineage>($"/executions/{Uri.EscapeDataString(id)}/lineage?{query}");

    /// <summary>All pages of that size, until one has no cursor.</summary>
    public static async Task<IReadOnlyList<ExecutionLineage>> PagesAsync(this Organization organization, string id, int limit, string query = "")
    {
        var pages = new List<ExecutionLineage> { await organization.LineageAsync(id, $"limit={limit}&{query}") };
        while (pages[^1].Cursor is { } cursor) pages.Add(await organization.LineageAsync(id, $"limit={limit}&{query}&cursor={cursor}"));
        return pages;
    }

    public static IEnumerable<string> Ids(this IEnumerable<LineageExecutionSummary> executions) => executions.Select(e => e.ExecutionId);

    /// <summary>Everything a page lists, in its order.</summary>
    public static IEnumerable<string> All(this ExecutionLineage page) => page.Ancestors.Concat(page.Descendants).Concat(page.Siblings).Ids();
}
