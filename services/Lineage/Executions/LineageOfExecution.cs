using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;

namespace IntentEngine.Lineage.Executions;

/// <summary>Walks the execution graph around one execution: first along its edges alone, then the rows of what is listed.</summary>
internal sealed class LineageOfExecution(ExecutionGraph graph, LineageDatabase database)
{
    private const int WorthFetchingTogether = 500;

    // A page this large lists most of any correlation that is fetched: reading it once costs less than its edges first and its rows then.
    private const int MostOfACorrelation = CorrelationWalk.LargestInMemory / 2;

    /// <summary>One page of the lineage; null when the execution is unknown to the organization, or was at the time asked for.</summary>
    public async Task<ExecutionLineage?> FindAsync(Guid organizationId, string executionId, LineageQuestion question, CancellationToken cancel)
    {
        var sight = new Sight(organizationId, question.EdgeKinds, question.AsOf);
        if (await Ancestry.FindAsync(graph, sight, executionId, question.Way == Direction.Down ? 1 : question.Levels, cancel) is not { } ancestry) return null;

        var page = new LineagePage(ancestry, question);
        var rows = new ExecutionRows(question.Groups);
        var walk = new CorrelationWalk(graph, sight, question.PageSize >= MostOfACorrelation ? rows : null);
        page.TakeAbove();
        if (page.IsOpenTo(Part.Below))
            page.Take(await BreadthFirst.FromAsync(ancestry.Start, question.Levels, page.AfterIn(Part.Below), page.Room, walk.ExpandAsync, cancel));

        if (page.IsOpenTo(Part.Beside) && HasSiblings(ancestry.Start, sight))
        {
            // Two more: the execution itself is among them, and one shows whether something is left out.
            var children = await graph.BelowAsync(sight, [ancestry.Start.ParentId!], page.AfterIn(Part.Beside), page.Room + 2, cancel);
            page.TakeSiblings([.. children.Where(node => node.Id != ancestry.Start.Id)]);
        }

        OrganizationReads.Query?[] queries = [.. RowsOf(rows, organizationId, page, walk.Fetched), page.Frontier.Of(sight, executionId)];
        await database.ReadAsync(organizationId, cancel, [.. queries.OfType<OrganizationReads.Query>()]);
        if (question.AsOf is { } then) await new PastStates(database, organizationId, question.Groups, then).ShowAsync(rows, page.Ids(), cancel);
        return page.Answer(rows, executionId);
    }

    private static IEnumerable<OrganizationReads.Query> RowsOf(ExecutionRows rows, Guid organizationId, LineagePage page, IReadOnlyCollection<string> fetched)
    {
        var missing = page.Ids().Where(id => !rows.Has(id));
        var together = page.Below.Where(node => fetched.Contains(node.Group!) && !rows.Has(node.Id)).ToList();
        if (together.Count < WorthFetchingTogether) return [rows.Of(organizationId, missing)];
        string[] ids = [.. together.Select(node => node.Id)];
        return
        [
            rows.Of(organizationId, [.. together.Select(node => node.Group!).Distinct(StringComparer.Ordinal)], ids),
            rows.Of(organizationId, missing.Except(ids, StringComparer.Ordinal)),
        ];
    }

    private static bool HasSiblings(Node start, Sight sight) => start.ParentId is not null && start.ParentId != start.Id && sight.Follows(start.EdgeKind);
}
