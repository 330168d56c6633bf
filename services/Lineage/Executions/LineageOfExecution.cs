using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.EntityFrameworkCore;

namespace IntentEngine.Lineage.Executions;

/// <summary>Walks the execution graph around one execution: first along its edges alone, then the rows of what was found in one query.</summary>
internal sealed class LineageOfExecution(ExecutionGraph graph, LineageDbContext db)
{
    /// <summary>The lineage; null when the execution is unknown to the organization.</summary>
    /// <param name="depth">Levels up and down, 1 or more.</param>
    public async Task<ExecutionLineage?> FindAsync(Guid organizationId, string executionId, int depth, CancellationToken cancel)
    {
        var upwards = await graph.UpwardsAsync(organizationId, executionId, depth + 1, cancel);
        if (upwards.Count == 0) return null;

        var start = upwards[0];
        var ancestors = Ancestors(upwards, depth);
        var room = BreadthFirst.MostNodes - 1 - ancestors.Nodes.Count;
        var descendants = await BreadthFirst.FromAsync(start, depth, room, new CorrelationWalk(graph, organizationId).ExpandAsync, cancel);
        var siblings = await SiblingsAsync(organizationId, start, room - descendants.Nodes.Count, cancel);

        Walk[] walks = [ancestors, descendants, siblings];
        var rows = await RowsAsync(organizationId, [start, .. walks.SelectMany(walk => walk.Nodes)], cancel);
        return new ExecutionLineage
        {
            Execution = rows[start.Id],
            Ancestors = [.. ancestors.Nodes.Reverse().Select(node => rows[node.Id])],
            Descendants = [.. descendants.Nodes.Select(node => rows[node.Id])],
            Siblings = [.. siblings.Nodes.Select(node => rows[node.Id])],
            Complete = walks.All(walk => walk.TruncatedBy is null),
            TruncatedBy = Limits.Strongest(walks),
        };
    }

    /// <summary>The way up ends at a root, at a parent that is not known, where a circle closes, or at the depth.</summary>
    private static Walk Ancestors(IReadOnlyList<Node> upwards, int depth)
    {
        var visited = new HashSet<string>(StringComparer.Ordinal) { upwards[0].Id };
        var found = upwards.Skip(1).TakeWhile(node => visited.Add(node.Id)).ToList();
        return found.Count <= depth ? new Walk(found, null) : new Walk([.. found.Take(depth)], Limit.Depth);
    }

    private async Task<Walk> SiblingsAsync(Guid organizationId, Node start, int most, CancellationToken cancel)
    {
        if (start.ParentId is null || start.ParentId == start.Id) return new Walk([], null);
        var found = await graph.BelowAsync(organizationId, [start.ParentId], [start.Id], most + 1, cancel);
        return found.Count <= most ? new Walk(found, null) : new Walk([.. found.Take(most)], Limit.Nodes);
    }

    private async Task<Dictionary<string, LineageExecutionSummary>> RowsAsync(Guid organizationId, Node[] nodes, CancellationToken cancel)
    {
        var ids = nodes.Select(node => node.Id).Distinct(StringComparer.Ordinal).ToArray();
        var rows = await db.Executions.AsNoTracking()
            .Where(e => e.OrganizationId == organizationId && ids.Contains(e.ExecutionId))
            .ToListAsync(cancel);
        return rows.ToDictionary(row => row.ExecutionId, LineageExecutionSummary.Of, StringComparer.Ordinal);
    }
}
