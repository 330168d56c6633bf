using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Lineage;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>A run as an execution, so that everything that knows executions knows runs (specification: lineage §4.3).</summary>
internal static class RunFacts
{
    /// <summary>Run facet that says why a run was started: <c>{kind}</c>.</summary>
    public const string TriggerFacet = "intentEngine_trigger";

    /// <summary>Run facet of a repeated run: <c>{try_number, original_run_id, previous_run_id}</c>, as proposed in OpenLineage#4517.</summary>
    public const string RetryFacet = "intentEngine_retry";

    // Texts beyond these are cut; the whole of them stays with the event.
    private const int LongestName = 500;
    private const int LongestMessage = 4000;

    /// <summary>All that is known of the run. The place in the history is the number of events known, so that the last fact written is the newest.</summary>
    public static ExecutionFact Of(Guid organizationId, string runId, RunDoc run)
    {
        var previous = run.Facets.Text(RetryFacet, "previous_run_id") is { Length: > 0 and < 500 } id ? Wire.RunId.Of(id) : null;
        var parent = previous ?? run.Parent?.Value.RunId;
        return new ExecutionFact
        {
            FactId = NameBasedGuid.Create(organizationId, $"openlineage run {runId} fact {run.Events}"),
            OrganizationId = organizationId,
            ExecutionId = runId,
            Sequence = run.Events,
            Status = run.Ended?.Value.Type switch
            {
                "COMPLETE" => "completed",
                "FAIL" => "failed",
                "ABORT" => "cancelled",
                _ => run.Running ? "running" : "pending",
            },
            At = run.LastAt,
            // Told by few clients; without it the parent's is inherited, also when the parent comes later.
            CorrelationId = run.Root?.Value.RunId,
            ParentExecutionId = parent,
            TriggerKind = Trigger(run, previous is not null, parent is not null),
            Name = Cut(run.Job!.Value.Name, LongestName),
            Attempt = Attempt(run),
            StartedAt = run.BeganAt,
            CompletedAt = run.Ended?.Value.At,
            ErrorMessage = run.Facets.Text("errorMessage", "message") is { } message ? Cut(message, LongestMessage) : null,
            Data = JsonSerializer.SerializeToElement(new
            {
                openlineage = new { @namespace = run.Job.Value.Namespace, job = run.Job.Value.Name, run_id = run.SentId!.Value, producer = Cut(run.Producer!.Value, LongestName) },
            }),
        };
    }

    private static string Trigger(RunDoc run, bool isRetry, bool hasParent) =>
        run.Facets.Text(TriggerFacet, "kind") is { Length: > 0 and <= 64 } told ? told
        : isRetry ? "retry"
        : hasParent ? "child"
        : run.Facets.Facet("nominalTime") is not null ? "scheduled"
        : "manual";

    private static int Attempt(RunDoc run) =>
        run.Facets.Facet(RetryFacet) is { } retry && retry.TryGetProperty("try_number", out var number) && number.ValueKind == JsonValueKind.Number
        && number.TryGetInt32(out var attempt) && attempt >= 1 ? attempt : 1;

    private static string Cut(string text, int most) =>
        text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];
}
