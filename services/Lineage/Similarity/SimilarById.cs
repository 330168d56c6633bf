using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Executions;
using IntentEngine.Lineage.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Similarity;

/// <summary><c>GET /executions/{id}/similar?k=10&amp;min_score=0.3</c>: failures like this one, and why.</summary>
internal static class SimilarById
{
    /// <summary>What is wanted.</summary>
    /// <param name="K">How many, 1 to 50. Default 10.</param>
    /// <param name="MinScore">How alike at least, 0 to 1. Default 0.3.</param>
    /// <param name="SameCorrelation">Whether failures of the same correlation count. Default false: its own retries say nothing new.</param>
    public sealed record Query(
        [property: FromQuery(Name = "k")] int? K,
        [property: FromQuery(Name = "min_score")] double? MinScore,
        [property: FromQuery(Name = "same_correlation")] bool? SameCorrelation);

    /// <summary>What the score is made of; each 0 to 1.</summary>
    /// <param name="Error">Of the messages; weight 0.5.</param>
    /// <param name="Paths">Of the files touched; weight 0.3.</param>
    /// <param name="Metadata">Of status and verdict; weight 0.2.</param>
    /// <param name="Template">Of the messages without what varies. Not in the score: it is what the tiers go by.</param>
    /// <param name="Embedding">What an embeddings service says of the messages. Absent: none is configured, or it was not asked about this one.</param>
    public sealed record Features(double Error, double Paths, double Metadata, double Template, double? Embedding);

    /// <summary>One similar failure.</summary>
    /// <param name="Execution">The execution.</param>
    /// <param name="Score">The weighted sum of its features, 0 to 1.</param>
    /// <param name="Tier">How it was found: <c>fingerprint</c>, <c>bands</c>, <c>embedding</c> or <c>paths</c>.</param>
    /// <param name="Fingerprint">Of its error.</param>
    /// <param name="Features">What the score is made of.</param>
    /// <param name="WhySimilar">The same in words.</param>
    public sealed record Similar(LineageExecutionSummary Execution, double Score, SimilarityTier Tier, string Fingerprint, Features Features, IReadOnlyList<string> WhySimilar);

    /// <summary>Similar failures: those of the same fingerprint first, then by score.</summary>
    /// <param name="ExecutionId">The execution they are compared with.</param>
    /// <param name="Fingerprint">Of its error. Absent: it did not fail, and was compared by its files alone.</param>
    /// <param name="Template">Its message without what varies.</param>
    /// <param name="SimilarFailures">At most as many as asked; named <c>similar</c>.</param>
    public sealed record Response(string ExecutionId, string? Fingerprint, string? Template, [property: System.Text.Json.Serialization.JsonPropertyName("similar")] IReadOnlyList<Similar> SimilarFailures);

    public static async Task<Results<Ok<Response>, ProblemHttpResult>> Handle(
        string id, [AsParameters] Query query, OrganizationContext organization, LineageDbContext db, LineageDatabase database, ErrorMeanings meanings, SimilarFailures failures, CancellationToken cancel)
    {
        var (most, minimum) = (query.K ?? 10, query.MinScore ?? SimilarFailuresWanted.DefaultMinimum);
        var rules = new Validation();
        rules.RequireRange(most, "k", 1, 50);
        rules.Require(minimum is >= 0 and <= 1, "min_score", $"expected 0 to 1; came {minimum}.");
        if (rules.Problem is { } refusal) return refusal;

        if (await FailureQueries.FindAsync(db, organization.OrganizationId, id, cancel) is not { } row) return Problems.NotFound($"Execution '{id}' is not known.");
        var subject = FailedExecution.Of(row);
        var found = await failures.FindAsync(organization.OrganizationId, subject, await meanings.LikeAsync(organization.OrganizationId, subject, cancel),
            new SimilarFailuresWanted(most, minimum, query.SameCorrelation ?? false), cancel);
        var rows = new ExecutionRows(FieldGroups.All);
        if (found.Count > 0) await database.ReadAsync(organization.OrganizationId, cancel, [rows.Of(organization.OrganizationId, found.Select(f => f.Execution.ExecutionId))]);
        return TypedResults.Ok(new Response(id, subject.Fingerprint?.Value, subject.Fingerprint?.Template, [.. found.Where(f => rows.Has(f.Execution.ExecutionId)).Select(f => Show(subject, f, rows[f.Execution.ExecutionId]))]));
    }

    private static Similar Show(FailedExecution subject, SimilarFailure found, LineageExecutionSummary summary) => new(
        summary, Round(found.Total), found.Tier, found.Fingerprint,
        new Features(Round(found.Score.Error), Round(found.Score.Paths), Round(found.Score.Metadata), Round(found.Template), found.Embedding is { } cosine ? Round(cosine) : null),
        found.Score.Why(found.Execution.Status == subject.Execution.Status, found.Execution.Verdict == subject.Execution.Verdict));

    private static double Round(double value) => Math.Round(value, 3);
}
