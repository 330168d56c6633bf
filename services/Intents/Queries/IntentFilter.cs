using IntentEngine.Hosting.Failures;
using IntentEngine.Intents.Lifecycle;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace IntentEngine.Intents.Queries;

/// <summary>Which intents a list shows; every filter that is set must match exactly.</summary>
internal sealed record IntentFilter
{
    /// <summary>One of the five statuses. Null: all.</summary>
    [FromQuery(Name = "status")]
    public string? Status { get; init; }

    /// <summary>What should be done. Null: anything.</summary>
    [FromQuery(Name = "type")]
    public string? Type { get; init; }

    /// <summary>The artifact they are about. Null: any or none.</summary>
    [FromQuery(Name = "target_artifact_id")]
    public string? TargetArtifactId { get; init; }

    /// <summary>Who wants them. Null: anybody.</summary>
    [FromQuery(Name = "created_by")]
    public string? CreatedBy { get; init; }

    /// <summary>The session they were made in. Null: any or none.</summary>
    [FromQuery(Name = "session_id")]
    public Guid? SessionId { get; init; }

    /// <summary>The correlation they belong to. Null: any or none.</summary>
    [FromQuery(Name = "correlation_id")]
    public string? CorrelationId { get; init; }

    /// <summary>The 400 for values that no intent can have; null when all make sense.</summary>
    public ProblemHttpResult? Problem()
    {
        var faults = new Validation();
        if (Status is not null) faults.Require(IntentStatusNames.All.Contains(Status), "status", $"expected one of {string.Join(", ", IntentStatusNames.All)}.");
        foreach (var (value, name) in new[] { (Type, "type"), (TargetArtifactId, "target_artifact_id"), (CreatedBy, "created_by"), (CorrelationId, "correlation_id") })
            if (value is not null) faults.RequireText(value, name, 255);
        return faults.Problem;
    }

    /// <summary>Narrows <paramref name="intents"/>.</summary>
    public IQueryable<IntentRow> Narrow(IQueryable<IntentRow> intents)
    {
        if (Status is { } status) intents = intents.Where(row => row.Status == status);
        if (Type is { } type) intents = intents.Where(row => row.IntentType == type);
        if (TargetArtifactId is { } target) intents = intents.Where(row => row.TargetArtifactId == target);
        if (CreatedBy is { } subject) intents = intents.Where(row => row.CreatedBy == subject);
        if (SessionId is { } session) intents = intents.Where(row => row.SessionId == session);
        if (CorrelationId is { } correlation) intents = intents.Where(row => row.CorrelationId == correlation);
        return intents;
    }
}
