using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>The edges between artifacts that are in the index; each method is one round trip, for <see cref="BreadthFirst.Expand"/>.</summary>
internal sealed class ArtifactGraph(LineageDatabase database)
{
    private const string Parents = """
        select distinct a.artifact_id, a.created_at from artifact_edge e
        join artifact_index a on a.organization_id = $1 and a.artifact_id = e.parent
        where e.organization_id = $1 and e.child = any($2) and not e.parent = any($3)
        order by a.created_at, a.artifact_id limit $4
        """;

    private const string Children = """
        select distinct a.artifact_id, a.created_at from artifact_edge e
        join artifact_index a on a.organization_id = $1 and a.artifact_id = e.child
        where e.organization_id = $1 and e.parent = any($2) and not e.child = any($3)
        order by a.created_at, a.artifact_id limit $4
        """;

    /// <summary>What the artifacts of an organization were derived from.</summary>
    public BreadthFirst.Expand ParentsIn(Guid organizationId) => Along(organizationId, Parents);

    /// <summary>What was derived from the artifacts of an organization.</summary>
    public BreadthFirst.Expand ChildrenIn(Guid organizationId) => Along(organizationId, Children);

    private BreadthFirst.Expand Along(Guid organizationId, string sql) => (level, visited, limit, cancel) =>
        database.ReadAsync<IReadOnlyList<Node>>(organizationId, sql,
            [
                Parameter.Uuid(organizationId), Parameter.Texts([.. level.Select(node => node.Id)]),
                Parameter.Texts([.. visited]), Parameter.Whole(limit),
            ],
            async reader =>
            {
                var nodes = new List<Node>();
                while (await reader.ReadAsync(cancel)) nodes.Add(new Node(reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1)));
                return nodes;
            },
            cancel);
}
