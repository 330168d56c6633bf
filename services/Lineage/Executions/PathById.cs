using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace IntentEngine.Lineage.Executions;

/// <summary><c>GET /executions/{id}/path/{other}</c>: how two executions hang together. Each has one parent, so there is one path or none.</summary>
internal static class PathById
{
    private const int LongestLine = 10_000;

    public static async Task<Results<Ok<ExecutionPath>, ProblemHttpResult>> Handle(
        string id, string other, OrganizationContext organization, ExecutionGraph graph, LineageDatabase database, CancellationToken cancel)
    {
        var sight = new Sight(organization.OrganizationId);
        if (await Ancestry.FindAsync(graph, sight, id, LongestLine, cancel) is not { } one) return Problems.NotFound($"Execution '{id}' is not known.");
        if (await Ancestry.FindAsync(graph, sight, other, LongestLine, cancel) is not { } two) return Problems.NotFound($"Execution '{other}' is not known.");

        var (up, down) = (Line(one), Line(two));
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < up.Count; i++) places[up[i].Id] = i;
        var meeting = down.FindIndex(node => places.ContainsKey(node.Id));
        if (meeting < 0)
            return TypedResults.Ok(new ExecutionPath { From = id, To = other, Connected = false, Executions = [], Edges = [], Complete = !one.IsCut && !two.IsCut });

        var top = places[down[meeting].Id];
        List<Node> path = [.. up.Take(top + 1), .. down.Take(meeting).Reverse()];
        var rows = new ExecutionRows(FieldGroups.All);
        await database.ReadAsync(organization.OrganizationId, cancel, [rows.Of(organization.OrganizationId, path.Select(node => node.Id))]);
        return TypedResults.Ok(new ExecutionPath
        {
            From = id,
            To = other,
            Connected = true,
            CommonAncestorId = down[meeting].Id,
            Executions = [.. path.Select(node => rows[node.Id])],
            // Below the meeting point each node brings the edge above itself.
            Edges = [.. path.Where((_, place) => place != top).Select(node => new Edge(node.ParentId!, node.Id, node.EdgeKind!))],
            Complete = true,
        });
    }

    private static List<Node> Line(Ancestry ancestry) => [ancestry.Start, .. ancestry.Above];
}
