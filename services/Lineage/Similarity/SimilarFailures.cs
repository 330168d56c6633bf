using System.Text.Json;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Finds failures like one: by index look-ups alone, then compares the few that were found.</summary>
/// <remarks>However many failures there are, at most <see cref="MostExact"/> + 20 × 4 + 20 × 4 + 50 × 10 are read. One round trip.</remarks>
internal sealed class SimilarFailures(LineageDatabase database)
{
    /// <summary>Failures of the same fingerprint that are compared, the newest.</summary>
    public const int MostExact = 50;

    // "lateral … offset 0" keeps each look-up an index probe, also with a plan that was cached while the tables were empty.
    private const string Candidates = $"""
        with near as (
            select b.fingerprint, count(*) as shared
            from unnest($3) as h (hash)
            cross join lateral (select e.fingerprint from error_bands e where e.hash = h.hash and e.organization_id = $1 order by e.fingerprint limit 100) b
            where b.fingerprint <> $2
            group by b.fingerprint order by shared desc, b.fingerprint limit 20),
        found as (
            (select f.execution_id, f.fingerprint, 0 as tier from failures f
             where f.fingerprint = $2 and f.organization_id = $1 order by f.failed_at desc, f.execution_id limit $8)
            union all
            select f.execution_id, n.fingerprint, 1 from near n cross join lateral (
                select f.execution_id from failures f where f.fingerprint = n.fingerprint and f.organization_id = $1 order by f.failed_at desc, f.execution_id limit 4) f
            union all
            select f.execution_id, m.fingerprint, 2 from unnest($4) as m (fingerprint) cross join lateral (
                select f.execution_id from failures f where f.fingerprint = m.fingerprint and f.organization_id = $1 order by f.failed_at desc, f.execution_id limit 4) f
            union all
            select f.execution_id, x.fingerprint, 3 from unnest($5) as h (path)
            cross join lateral (
                select p.execution_id from failure_paths p where p.path = h.path and p.organization_id = $1 order by p.failed_at desc, p.execution_id limit 10) f
            cross join lateral (
                select x.fingerprint from failures x where x.organization_id = $1 and x.execution_id = f.execution_id offset 0) x)
        select c.execution_id, c.fingerprint, c.tier, t.error_type, t.template, e.status, e.verdict, coalesce(e.error_message, e.error_type), e.affected_paths, e.ordered_at
        from (select distinct on (execution_id) execution_id, fingerprint, tier from found order by execution_id, tier) c
        cross join lateral (
            select e.status, e.verdict, e.error_message, e.error_type, e.affected_paths, e.ordered_at, e.effective_correlation_id
            from executions e where e.organization_id = $1 and e.execution_id = c.execution_id offset 0) e
        left join lateral (
            select t.error_type, t.template from error_templates t where c.fingerprint is distinct from $2 and t.fingerprint = c.fingerprint and t.organization_id = $1 offset 0) t on true
        where e.status in {FailureStatus.Sql} and c.execution_id <> $6 and ($7 is null or e.effective_correlation_id <> $7)
        """;

    /// <summary>Failures of the organization like this one, without itself: the exact ones first, then by (score, start) descending and id.</summary>
    /// <param name="organizationId">Whose failures: others' are never similar.</param>
    /// <param name="subject">What they are compared with.</param>
    /// <param name="meanings">What an embeddings service found, if one is configured: fingerprint and cosine.</param>
    /// <param name="wanted">How many, how alike, and of which correlations.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<IReadOnlyList<SimilarFailure>> FindAsync(
        Guid organizationId, FailedExecution subject, IReadOnlyDictionary<string, double> meanings, SimilarFailuresWanted wanted, CancellationToken cancel)
    {
        NpgsqlParameter[] parameters =
        [
            Parameter.Uuid(organizationId),
            Parameter.Text(subject.Fingerprint?.Value),
            FailureStatements.Keys(MinHash.BandsOf(subject.Shingles)),
            Parameter.Texts([.. meanings.Where(m => m.Value >= ErrorMeanings.Near && m.Key != subject.Fingerprint?.Value).OrderByDescending(m => m.Value).Take(20).Select(m => m.Key)]),
            FailureStatements.Keys(PathSets.Keys(subject.Execution.Paths)),
            Parameter.Text(subject.Execution.ExecutionId),
            Parameter.Text(wanted.SameCorrelation ? null : subject.CorrelationId),
            Parameter.Whole(MostExact),
        ];
        var found = await database.ReadAsync(organizationId, Candidates, parameters, async rows =>
        {
            var similar = new List<SimilarFailure>();
            // Many failures, few templates.
            var templates = new Dictionary<string, double>(StringComparer.Ordinal);
            if (subject.Fingerprint is { } own) templates[own.Value] = 1.0;
            while (await rows.ReadAsync(cancel)) similar.Add(Read(rows, subject, meanings, templates));
            return similar;
        }, cancel);
        return
        [
            .. found.Where(f => f.Total >= wanted.MinimumScore)
                .OrderBy(f => f.Tier == SimilarityTier.Fingerprint ? 0 : 1)
                .ThenByDescending(f => f.Total)
                .ThenByDescending(f => f.Execution.OrderedAt)
                .ThenBy(f => f.Execution.ExecutionId, StringComparer.Ordinal)
                .Take(wanted.Most),
        ];
    }

    private static SimilarFailure Read(NpgsqlDataReader row, FailedExecution subject, IReadOnlyDictionary<string, double> meanings, Dictionary<string, double> templates)
    {
        var (fingerprint, tier) = (row.GetString(1), (SimilarityTier)row.GetInt32(2));
        var candidate = new ComparedExecution
        {
            ExecutionId = row.GetString(0),
            Status = row.GetString(5),
            Verdict = row.IsDBNull(6) ? null : row.GetString(6),
            Error = row.IsDBNull(7) ? null : row.GetString(7),
            Paths = PathSets.Of(row.IsDBNull(8) ? null : JsonElement.Parse(row.GetString(8))),
            OrderedAt = row.GetFieldValue<DateTimeOffset>(9),
        };
        var score = SimilarityScore.Of(subject.Execution, candidate);
        double? meaning = meanings.TryGetValue(fingerprint, out var cosine) ? cosine : null;
        // What means the same is as alike as what reads the same.
        if (meaning > score.Error) score = score with { Error = meaning.Value };
        if (!templates.TryGetValue(fingerprint, out var template))
            templates[fingerprint] = template = Shingles.Jaccard(subject.Shingles, Shingles.Of(row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? "" : row.GetString(4)));
        return new SimilarFailure(candidate, fingerprint, tier, score, template, meaning);
    }
}
