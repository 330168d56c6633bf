using IntentEngine.Lineage.Storage;
using IntentEngine.Lineage.Traversal;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Artifacts;

/// <summary>The edges between artifacts that are in the index; each step is one round trip, for <see cref="BreadthFirst.Expand"/>.</summary>
/// <remarks>A deleted artifact connects nothing unless it is asked for (specification: lineage P6).</remarks>
internal sealed class ArtifactGraph(LineageDatabase database)
{
    /// <summary>What the artifacts of an organization were derived from.</summary>
    public BreadthFirst.Expand ParentsIn(Guid organizationId, bool withDeleted) => Along(organizationId, "parent", "child", withDeleted);

    /// <summary>What was derived from the artifacts of an organization.</summary>
    public BreadthFirst.Expand ChildrenIn(Guid organizationId, bool withDeleted) => Along(organizationId, "child", "parent", withDeleted);

    private BreadthFirst.Expand Along(Guid organizationId, string to, string from, bool withDeleted) => async (level, visited, after, limit, cancel) =>
    {
        List<NpgsqlParameter> parameters =
            [Parameter.Uuid(organizationId), Parameter.Texts([.. level.Select(node => node.Id)]), Parameter.Texts([.. visited]), Parameter.Whole(limit)];
        var conditions = withDeleted ? "" : " and a.lifecycle_state <> 'DELETED'";
        if (after is not null)
        {
            parameters.Add(Parameter.Time(after.At));
            parameters.Add(Parameter.Text(after.Id));
            conditions += " and (a.created_at, a.artifact_id) > ($5, $6)";
        }

        return await database.ReadAllAsync(organizationId, $"""
            select distinct a.artifact_id, a.created_at from artifact_edge e
            join artifact_index a on a.organization_id = $1 and a.artifact_id = e.{to}
            where e.organization_id = $1 and e.{from} = any($2) and not e.{to} = any($3){conditions}
            order by a.created_at, a.artifact_id limit $4
            """, parameters, row => new Node(row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)), cancel);
    };
}
