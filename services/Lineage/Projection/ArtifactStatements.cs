using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Projection;

/// <summary>Writes the artifact index: rows, edges and what follows from them, by two statements for a whole batch.</summary>
internal static class ArtifactStatements
{
    // Parents travel flat, as arrays cannot be nested unevenly: the parents of row n are those whose index is n.
    // An artifact exists since its earliest fact, however late that one comes; all else is as the newest fact says.
    private const string Insert = """
        insert into artifact_index as a (organization_id, artifact_id, artifact_type, lifecycle_state, semantic_descriptor, derivation_intent,
            derivation_run_id, run_id, sequence, fact_id, created_at, updated_at, parent_artifacts, generation, root_artifact_id)
        select $1, f.artifact_id, f.artifact_type, f.lifecycle_state, f.semantic_descriptor, f.derivation_intent,
            f.derivation_run_id, f.run_id, f.sequence, f.fact_id, f.created_at, f.updated_at, coalesce(p.parents, array[]::text[]),
            greatest(f.depth, o.generation), coalesce(r.root_artifact_id, f.root)
        from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $15, $16) with ordinality as f (artifact_id, artifact_type, lifecycle_state, semantic_descriptor,
            derivation_intent, derivation_run_id, run_id, sequence, fact_id, created_at, updated_at, depth, root, row)
        left join (select row, array_agg(parent order by position) as parents
                   from unnest($13, $14) with ordinality as u (row, parent, position) group by row) p on p.row = f.row
        left join (select u.row, max(coalesce(i.generation, 0) + u.distance) as generation
                   from unnest($17, $18, $19) as u (row, ancestor, distance)
                   left join lateral (select i.generation from artifact_index i where i.artifact_id = u.ancestor and i.organization_id = $1 offset 0) i on true
                   group by u.row) o on o.row = f.row
        left join lateral (select i.root_artifact_id from artifact_index i where i.artifact_id = f.root and i.organization_id = $1 offset 0) r on true
        """;

    private const string Newer = "(excluded.sequence, excluded.fact_id) > (a.sequence, a.fact_id)";

    private const string MergeNewer = $"""
        on conflict (organization_id, artifact_id) do update set
            artifact_type = case when {Newer} then excluded.artifact_type else a.artifact_type end,
            lifecycle_state = case when {Newer} then excluded.lifecycle_state else a.lifecycle_state end,
            semantic_descriptor = case when {Newer} then excluded.semantic_descriptor else a.semantic_descriptor end,
            derivation_intent = case when {Newer} then excluded.derivation_intent else a.derivation_intent end,
            derivation_run_id = case when {Newer} then excluded.derivation_run_id else a.derivation_run_id end,
            run_id = case when {Newer} then excluded.run_id else a.run_id end,
            parent_artifacts = case when {Newer} then excluded.parent_artifacts else a.parent_artifacts end,
            sequence = case when {Newer} then excluded.sequence else a.sequence end,
            fact_id = case when {Newer} then excluded.fact_id else a.fact_id end,
            updated_at = case when {Newer} then excluded.updated_at else a.updated_at end,
            created_at = least(a.created_at, excluded.created_at)
        where {Newer} or excluded.created_at < a.created_at
        """;

    // The log says what a row is, unless the row comes of a fact that was dropped from the log since.
    private const string ReplaceByLog = """
        on conflict (organization_id, artifact_id) do update set
            artifact_type = excluded.artifact_type, lifecycle_state = excluded.lifecycle_state, semantic_descriptor = excluded.semantic_descriptor,
            derivation_intent = excluded.derivation_intent, derivation_run_id = excluded.derivation_run_id, run_id = excluded.run_id,
            parent_artifacts = excluded.parent_artifacts, sequence = excluded.sequence, fact_id = excluded.fact_id, updated_at = excluded.updated_at,
            created_at = case when a.created_at < (select dropped_before from event_horizon) then least(a.created_at, excluded.created_at) else excluded.created_at end
        where not (a.updated_at < (select dropped_before from event_horizon) and (a.sequence, a.fact_id) > (excluded.sequence, excluded.fact_id))
        """;

    private const string UpsertNewer = $"{Insert}\n{MergeNewer}";

    private const string UpsertByLog = $"{Insert}\n{ReplaceByLog}";

    private const string Derive = "select derive_artifacts($1, $2)";

    private const string Log = """
        insert into artifact_events (organization_id, artifact_id, sequence, fact_id, at, data)
        select $1, f.artifact_id, f.sequence, f.fact_id, f.at, f.data
        from unnest($2, $3, $4, $5, $6) as f (artifact_id, sequence, fact_id, at, data)
        on conflict do nothing
        """;

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="facts">All facts of the batch.</param>
    /// <param name="newest">One fact for each artifact.</param>
    public static void WriteArtifacts(this UnitOfWork unit, IReadOnlyList<ArtifactFact> facts, IReadOnlyList<ArtifactFact> newest)
    {
        if (newest.Count == 0) return;
        unit.Add(Log,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(facts, f => f.ArtifactId),
            Column.Wholes(facts, f => f.Sequence),
            Column.Ids(facts, f => f.FactId),
            Column.Times(facts, f => f.At),
            Column.Json(facts, f => JsonSerializer.Serialize(ArtifactData.Of(f), ContractJson.Options)));
        unit.Upsert(UpsertNewer, facts, newest);
        unit.DeriveArtifacts([.. newest.Select(f => f.ArtifactId)]);
    }

    /// <summary>Makes rows what the log says, whatever they are now; what follows from them is derived again by <see cref="DeriveArtifacts"/>.</summary>
    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="facts">All facts of the log about these artifacts.</param>
    /// <param name="newest">One fact for each artifact.</param>
    public static void RewriteArtifacts(this UnitOfWork unit, IReadOnlyList<ArtifactFact> facts, IReadOnlyList<ArtifactFact> newest)
    {
        if (newest.Count > 0) unit.Upsert(UpsertByLog, facts, newest);
    }

    /// <summary>Makes edges, generations and roots of these and all below them what their rows say.</summary>
    public static void DeriveArtifacts(this UnitOfWork unit, string[] artifacts) => unit.Add(Derive, Parameter.Uuid(unit.OrganizationId), Parameter.Texts(artifacts));

    private static void Upsert(this UnitOfWork unit, string sql, IReadOnlyList<ArtifactFact> facts, IReadOnlyList<ArtifactFact> newest)
    {
        var parents = newest
            .SelectMany((fact, index) => fact.ParentArtifacts.Distinct(StringComparer.Ordinal).Select(parent => (Row: index + 1, Parent: parent)))
            .ToList();
        var created = facts.GroupBy(f => f.ArtifactId, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Min(f => f.At), StringComparer.Ordinal);
        var derivation = new DerivationGuess(newest);
        var guesses = newest.Select(fact => derivation.Of(fact.ArtifactId)).ToList();
        var outer = guesses.SelectMany((guess, index) => guess.Outer.Select(ancestor => (Row: index + 1, Ancestor: ancestor.Key, Distance: ancestor.Value))).ToList();
        unit.Add(sql,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(newest, f => f.ArtifactId),
            Column.Texts(newest, f => f.ArtifactType),
            Column.Texts(newest, f => f.LifecycleState),
            Column.Json(newest, f => f.SemanticDescriptor.OrNothing()?.GetRawText()),
            Column.Texts(newest, f => f.DerivationIntent),
            Column.Texts(newest, f => f.DerivationRunId),
            Column.Texts(newest, f => f.RunId),
            Column.Wholes(newest, f => f.Sequence),
            Column.Ids(newest, f => f.FactId),
            Column.Times(newest, f => created[f.ArtifactId]),
            Column.Times(newest, f => f.At),
            Column.Wholes(parents, p => p.Row),
            Column.Texts(parents, p => p.Parent),
            Column.Wholes(guesses, g => g.Depth),
            Column.Texts(guesses, g => g.Root),
            Column.Wholes(outer, o => o.Row),
            Column.Texts(outer, o => o.Ancestor),
            Column.Wholes(outer, o => o.Distance));
    }
}
