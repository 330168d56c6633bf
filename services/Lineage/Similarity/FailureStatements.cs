using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Indexes failures by what went wrong and by the files they touched. Batches without a failure cost nothing.</summary>
internal static class FailureStatements
{
    private const string Newer = "(excluded.sequence, excluded.fact_id) > (f.sequence, f.fact_id)";

    // The same fact again changes nothing, unless the rules of fingerprints changed since.
    private const string Upsert = $"""
        insert into failures as f (organization_id, execution_id, sequence, fact_id, failed_at, fingerprint)
        select $1, t.execution_id, t.sequence, t.fact_id, t.failed_at, t.fingerprint
        from unnest($2, $3, $4, $5, $6) as t (execution_id, sequence, fact_id, failed_at, fingerprint)
        on conflict (organization_id, execution_id) do update set
            sequence = excluded.sequence, fact_id = excluded.fact_id, failed_at = excluded.failed_at, fingerprint = excluded.fingerprint
        where {Newer} or (excluded.fact_id = f.fact_id and excluded.fingerprint <> f.fingerprint)
        """;

    private const string Templates = """
        with new as (
            insert into error_templates (organization_id, fingerprint, error_type, template)
            select $1, t.fingerprint, t.error_type, t.template from unnest($2, $3, $4) as t (fingerprint, error_type, template)
            on conflict do nothing returning fingerprint)
        insert into error_bands (organization_id, hash, fingerprint)
        select $1, b.hash, b.fingerprint from unnest($5, $6) as b (hash, fingerprint) join new using (fingerprint)
        on conflict do nothing
        """;

    private const string ForgetPaths = """
        delete from failure_paths p using unnest($2, $3) as t (execution_id, fact_id)
        where p.organization_id = $1 and p.execution_id = t.execution_id and p.fact_id <> t.fact_id
          and exists (select from failures f where f.organization_id = $1 and f.execution_id = t.execution_id and f.fact_id = t.fact_id)
        """;

    private const string InsertPaths = """
        insert into failure_paths (organization_id, execution_id, fact_id, path, failed_at)
        select $1, t.execution_id, t.fact_id, t.path, t.failed_at
        from unnest($2, $3, $4, $5) as t (execution_id, fact_id, path, failed_at)
        where exists (select from failures f where f.organization_id = $1 and f.execution_id = t.execution_id and f.fact_id = t.fact_id)
        on conflict do nothing
        """;

    /// <param name="unit">The change that becomes part of.</param>
    /// <param name="facts">All facts of the batch, not the newest alone: an execution may have gone on after it failed.</param>
    public static void WriteFailures(this UnitOfWork unit, IReadOnlyList<ExecutionFact> facts)
    {
        var failures = Newest(facts);
        if (failures.Count == 0) return;
        var fingerprints = failures.Select(f => ErrorFingerprint.Of(f.ErrorType, f.ErrorMessage, f.Name)).ToList();
        unit.Add(Upsert,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(failures, f => f.ExecutionId),
            Column.Wholes(failures, f => f.Sequence),
            Column.Ids(failures, f => f.FactId),
            Column.Times(failures, f => f.At),
            Column.Texts(fingerprints, f => f.Value));

        var distinct = fingerprints.DistinctBy(f => f.Value).OrderBy(f => f.Value, StringComparer.Ordinal).ToList();
        var bands = distinct.SelectMany(f => MinHash.BandsOf(Shingles.Of(f)).Select(hash => (Hash: hash, f.Value))).ToList();
        unit.Add(Templates,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(distinct, f => f.Value),
            Column.Texts(distinct, f => f.ErrorType),
            Column.Texts(distinct, f => f.Template),
            Keys([.. bands.Select(b => b.Hash)]),
            Column.Texts(bands, b => b.Value));

        unit.Add(ForgetPaths, Parameter.Uuid(unit.OrganizationId), Column.Texts(failures, f => f.ExecutionId), Column.Ids(failures, f => f.FactId));
        var paths = failures.SelectMany(f => PathKeys(f).Select(key => (Fact: f, Key: key))).ToList();
        if (paths.Count == 0) return;
        unit.Add(InsertPaths,
            Parameter.Uuid(unit.OrganizationId),
            Column.Texts(paths, p => p.Fact.ExecutionId),
            Column.Ids(paths, p => p.Fact.FactId),
            Keys([.. paths.Select(p => p.Key)]),
            Column.Times(paths, p => p.Fact.At));
    }

    internal static NpgsqlParameter Keys(long[] keys) => new() { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint, Value = keys };

    private static List<ExecutionFact> Newest(IReadOnlyList<ExecutionFact> facts)
    {
        var failed = facts.Where(fact => FailureStatus.IsFailure(fact.Status)).ToList();
        if (failed.Count == 0) return failed;
        return [.. failed.GroupBy(fact => fact.ExecutionId, StringComparer.Ordinal)
            .Select(same => same.MaxBy(fact => (fact.Sequence, fact.FactId))!)
            .OrderBy(fact => fact.ExecutionId, StringComparer.Ordinal)];
    }

    private static long[] PathKeys(ExecutionFact fact) =>
        fact.Data is { ValueKind: System.Text.Json.JsonValueKind.Object } data && data.TryGetProperty("affected_paths", out var paths) ? PathSets.Keys(PathSets.Of(paths)) : [];
}
