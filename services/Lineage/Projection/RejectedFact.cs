using Npgsql;

namespace IntentEngine.Lineage.Projection;

/// <summary>A fact that the database cannot hold.</summary>
/// <param name="FactId">Its id.</param>
/// <param name="Subject"><c>execution …</c>, <c>event of execution …</c> or <c>artifact …</c>.</param>
/// <param name="Reason">What the database said.</param>
public sealed record RejectedFact(Guid FactId, string Subject, string Reason)
{
    internal static RejectedFact Of(OrganizationFacts single, Exception refusal)
    {
        var reason = refusal is PostgresException postgres ? $"{postgres.SqlState} {postgres.MessageText}" : refusal.Message;
        return single switch
        {
            { Executions: [var execution] } => new RejectedFact(execution.FactId, $"execution {execution.ExecutionId}", reason),
            { Events: [var told] } => new RejectedFact(told.EventId, $"event of execution {told.ExecutionId}", reason),
            _ => new RejectedFact(single.Artifacts[0].FactId, $"artifact {single.Artifacts[0].ArtifactId}", reason),
        };
    }
}
