using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace IntentEngine.Lineage.Similarity;

/// <summary>Which of an organization's recent errors mean the same as one, if an embeddings service is configured; else nothing.</summary>
/// <remarks>Each template is sent once; the answer is kept. A service that is away costs its time-out and changes nothing else.</remarks>
internal sealed partial class ErrorMeanings(LineageDatabase database, ILogger<ErrorMeanings> logger, IErrorEmbeddings? embeddings = null)
{
    /// <summary>Least cosine by which a message counts as found by its meaning.</summary>
    public const double Near = 0.75;

    // The newest failures' messages: what is long gone is found by its words.
    private const string Recent = """
        select t.fingerprint, t.error_type, t.template, v.vector
        from (select distinct f.fingerprint from (
                  select fingerprint from failures where organization_id = $1 order by failed_at desc, execution_id limit 500) f
              union select $2) r
        join error_templates t on t.fingerprint = r.fingerprint and t.organization_id = $1
        left join error_embeddings v on v.fingerprint = r.fingerprint and v.model = $3 and v.organization_id = $1
        where t.template <> ''
        order by t.fingerprint <> $2, t.fingerprint limit 200
        """;

    private const string Keep = "insert into error_embeddings (organization_id, fingerprint, model, vector) values ($1, $2, $3, $4) on conflict do nothing";

    private static readonly Dictionary<string, double> Nothing = [];

    /// <summary>Cosines of recent errors with this one, by fingerprint. Empty: there is no service, it is away, or there is no message.</summary>
    public async Task<IReadOnlyDictionary<string, double>> LikeAsync(Guid organizationId, FailedExecution subject, CancellationToken cancel)
    {
        if (embeddings is null || subject.Fingerprint is not { Template.Length: > 0 } fingerprint) return Nothing;
        var recent = await RecentAsync(organizationId, fingerprint.Value, cancel);
        await AskAsync(organizationId, recent, cancel);
        if (recent.Find(error => error.Fingerprint == fingerprint.Value)?.Vector is not { } own) return Nothing;
        return recent.Where(error => error.Fingerprint != fingerprint.Value && error.Vector?.Length == own.Length)
            .ToDictionary(error => error.Fingerprint, error => Cosine(own, error.Vector!), StringComparer.Ordinal);
    }

    private async Task AskAsync(Guid organizationId, List<Meaning> recent, CancellationToken cancel)
    {
        // In one order, so that two requests that keep the same answers do not wait for each other in a circle.
        var missing = recent.Where(error => error.Vector is null).OrderBy(error => error.Fingerprint, StringComparer.Ordinal).ToList();
        if (missing.Count == 0) return;
        try
        {
            var vectors = await embeddings!.EmbedAsync([.. missing.Select(error => error.Text)], cancel);
            var unit = database.Begin(organizationId);
            foreach (var (error, vector) in missing.Zip(vectors))
            {
                error.Vector = vector;
                unit.Add(Keep, Parameter.Uuid(organizationId), Parameter.Text(error.Fingerprint), Parameter.Text(embeddings.Model),
                    new NpgsqlParameter { NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Real, Value = vector });
            }

            await unit.CommitAsync(cancel);
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutException)
        {
            LogAway(logger, failure.Message);
        }
    }

    private Task<List<Meaning>> RecentAsync(Guid organizationId, string fingerprint, CancellationToken cancel) =>
        database.ReadAsync(organizationId, Recent, [Parameter.Uuid(organizationId), Parameter.Text(fingerprint), Parameter.Text(embeddings!.Model)], async rows =>
        {
            var recent = new List<Meaning>();
            while (await rows.ReadAsync(cancel))
                recent.Add(new Meaning(rows.GetString(0), rows.IsDBNull(1) ? rows.GetString(2) : $"{rows.GetString(1)}: {rows.GetString(2)}")
                {
                    Vector = rows.IsDBNull(3) ? null : rows.GetFieldValue<float[]>(3),
                });
            return recent;
        }, cancel);

    private static double Cosine(float[] left, float[] right)
    {
        double product = 0, ofLeft = 0, ofRight = 0;
        for (var i = 0; i < left.Length; i++)
        {
            product += (double)left[i] * right[i];
            ofLeft += (double)left[i] * left[i];
            ofRight += (double)right[i] * right[i];
        }

        return ofLeft == 0 || ofRight == 0 ? 0 : Math.Clamp(product / Math.Sqrt(ofLeft * ofRight), 0, 1);
    }

    private sealed record Meaning(string Fingerprint, string Text)
    {
        public float[]? Vector { get; set; }
    }

    [LoggerMessage(3111, LogLevel.Warning, "The embeddings service did not help ({Reason}); similar failures are found by their words")]
    private static partial void LogAway(ILogger logger, string reason);
}
