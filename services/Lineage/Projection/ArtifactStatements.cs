using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Projection;

/// <summary>Writes the artifact index: rows, edges and what follows from them, by three statements for a whole batch.</summary>
internal static class ArtifactStatements
{
    // Parents travel flat, as arrays cannot be nested unevenly: the parents of row n are those whose index is n.
    private const string Upsert = """
        insert into artifact_index as a (organization_id, artifact_id, artifact_type, lifecycle_state, semantic_descriptor, derivation_intent,
            derivation_run_id, run_id, sequence, fact_id, created_at, updated_at, parent_artifacts)
        select $1, f.artifact_id, f.artifact_type, f.lifecycle_state, f.semantic_descriptor, f.derivation_intent,
            f.derivation_run_id, f.run_id, f.sequence, f.fact_id, f.at, f.at, coalesce(p.parents, '{}')
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11) with ordinality as f (artifact_id, artifact_type, lifecycle_state, semantic_descriptor,
            derivation_intent, derivation_run_id, run_id, sequence, fact_id, at, row)
        left join (select row, array_agg(parent order by position) as parents
                   from unnest($12, $13) with ordinality as u (row, parent, position) group by row) p on p.row = f.row
        on conflict (organization_id, artifact_id) do update set
            artifact_type = excluded.artifact_type, lifecycle_state = excluded.lifecycle_state, semantic_descriptor = excluded.semantic_descriptor,
            derivation_intent = excluded.derivation_intent, derivation_run_id = excluded.derivation_run_id, run_id = excluded.run_id,
            sequence = excluded.sequence, fact_id = excluded.fact_id, updated_at = excluded.updated_at, parent_artifacts = excluded.parent_artifacts,
            created_at = least(a.created_at, excluded.created_at)
        where (excluded.sequence, excluded.fact_id) > (a.sequence, a.fact_id)
        """;

    // An artifact exists since its earliest fact, however late that one comes.
    private const string Earliest = """
        update artifact_index a set created_at = f.at
        from (select artifact_id, min(at) as at from unnest($2, $3) as u (artifact_id, at) group by artifact_id) f
        where a.organization_id = $1 and a.artifact_id = f.artifact_id and a.created_at > f.at
        """;

    private const string Derive = "select derive_artifacts($1, $2)";

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="facts">All facts of the batch.</param>
    /// <param name="newest">One fact for each artifact.</param>
    public static void WriteArtifacts(this UnitOfWork unit, IReadOnlyList<ArtifactFact> facts, IReadOnlyList<ArtifactFact> newest)
    {
        if (newest.Count == 0) return;
        var parents = newest
            .SelectMany((fact, index) => fact.ParentArtifacts.Distinct(StringComparer.Ordinal).Select(parent => (Row: index + 1, Parent: parent)))
            .ToList();

        unit.Add(Upsert,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(newest, f => f.ArtifactId),
            Column.Texts(newest, f => f.ArtifactType),
            Column.Texts(newest, f => f.LifecycleState),
            Column.Json(newest, f => f.SemanticDescriptor?.GetRawText()),
            Column.Texts(newest, f => f.DerivationIntent),
            Column.Texts(newest, f => f.DerivationRunId),
            Column.Texts(newest, f => f.RunId),
            Column.Wholes(newest, f => f.Sequence),
            Column.Ids(newest, f => f.FactId),
            Column.Times(newest, f => f.At),
            Column.Wholes(parents, p => p.Row),
            Column.Texts(parents, p => p.Parent));
        unit.Add(Earliest, Parameter.Uuid(unit.OrganizationId), Column.Texts(facts, f => f.ArtifactId), Column.Times(facts, f => f.At));
        unit.Add(Derive, Parameter.Uuid(unit.OrganizationId), Column.Texts(newest, f => f.ArtifactId));
    }
}
