using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using Microsoft.AspNetCore.Http;

namespace IntentEngine.Intents.Reporting;

/// <summary>What became of one report of a batch.</summary>
public sealed record ReportOutcome
{
    /// <summary>The intent.</summary>
    public required string IntentId { get; init; }

    /// <summary>200: it is as reported, now or before. 409: its state forbids it. 404: the organization has no such intent.</summary>
    public required int Code { get; init; }

    /// <summary>The intent's status afterwards. Absent: there is no such intent.</summary>
    public string? Status { get; init; }

    /// <summary>Why it was refused. Absent: it was not.</summary>
    public string? Detail { get; init; }

    // No result: it was applied together with others.
    internal static ReportOutcome Of(BatchVerb verb, string intentId, ChangeResult? result) => result switch
    {
        null => new ReportOutcome { IntentId = intentId, Code = StatusCodes.Status200OK, Status = verb.To.Word() },
        ChangeResult.Done done => new ReportOutcome { IntentId = intentId, Code = StatusCodes.Status200OK, Status = done.Intent.Status.Word() },
        ChangeResult.Refused refused => new ReportOutcome { IntentId = intentId, Code = StatusCodes.Status409Conflict, Status = refused.Intent.Status.Word(), Detail = refused.Reason },
        _ => new ReportOutcome { IntentId = intentId, Code = StatusCodes.Status404NotFound, Detail = "There is no such intent in this organization." },
    };
}
