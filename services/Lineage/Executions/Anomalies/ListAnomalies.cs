using IntentEngine.Hosting.Failures;
using IntentEngine.Hosting.Organizations;
using IntentEngine.Lineage.Traversal;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Lineage.Executions.Anomalies;

/// <summary><c>GET /executions/anomalies</c>: what is wrong with the graph, of the whole organization or of one correlation.</summary>
internal static class ListAnomalies
{
    private const int Window = 1000;
    private const int MostExamined = 10_000;
    private const int LongestClosure = 20_000;

    /// <param name="correlationId">Of this correlation. Default of all.</param>
    /// <param name="limit">Anomalies of a page, 10 to 500. Default 100.</param>
    /// <param name="cursor">The next_cursor of the page before. Default the first page.</param>
    public static async Task<Results<Ok<AnomalyPage>, ProblemHttpResult>> Handle(
        [FromQuery(Name = "correlation_id")] string? correlationId, int? limit, string? cursor, OrganizationContext organization, Suspects suspects, CancellationToken cancel)
    {
        var most = limit ?? 100;
        var question = $"anomalies\n{correlationId}";
        var after = cursor is null ? null : Position.Read(cursor, question);
        var rules = new Validation();
        rules.RequireRange(most, "limit", 10, 500);
        rules.Require(cursor is null || after is not null, "cursor", "expected the next_cursor of a page of this same list; begin again without one.");
        if (correlationId is not null) rules.RequireText(correlationId, "correlation_id", 500);
        if (rules.Problem is { } refusal) return refusal;

        var (found, examined, isWhole, isLast) = (new List<Anomaly>(), 0, true, false);
        var isFull = false;
        while (!isLast && !isFull && examined < MostExamined)
        {
            var window = await suspects.NextAsync(organization.OrganizationId, correlationId, after, Window, cancel);
            isLast = window.Count < Window;
            var parents = await suspects.ParentsAsync(organization.OrganizationId, [.. window.Where(s => s.IsParentKnown && s.ParentId != s.Id).Select(s => s.Id)], LongestClosure, cancel);
            isWhole &= parents.Count < LongestClosure;
            var cycles = Cycles.Of(parents);
            foreach (var suspect in window)
            {
                var anomalies = suspect.Anomalies(cycles.GetValueOrDefault(suspect.Id)).ToList();
                if (isFull = found.Count + anomalies.Count > most) break;
                found.AddRange(anomalies);
                examined++;
                after = new Position(Part.Above, 0, suspect.At, suspect.Id);
            }
        }

        var isDone = isLast && !isFull;
        return TypedResults.Ok(new AnomalyPage
        {
            Anomalies = found,
            Examined = examined,
            Complete = isDone && isWhole,
            TruncatedBy = isDone && isWhole ? null : Limit.Nodes,
            NextCursor = isDone ? null : after!.Write(question),
        });
    }
}
