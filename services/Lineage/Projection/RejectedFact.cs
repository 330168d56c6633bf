using Npgsql;

namespace IntentEngine.Lineage.Projection;

/// <summary>A fact that the database cannot hold.</summary>
/// <param name="FactId">Its id.</param>
/// <param name="Subject"><c>execution …</c> or <c>artifact …</c>.</param>
/// <param name="Reason">What the database said.</param>
public sealed record RejectedFact(Guid FactId, string Subject, string Reason)
{
    internal static RejectedFact Of(OrganizationFacts single, Exception refusal)
    {
        var reason = refusal is PostgresException postgres ? $"{postgres.SqlState} {postgres.MessageText}" : refusal.Message;
        return single.Executions is [var execution]
            ? new RejectedFact(execution.FactId, $"execution {execution.ExecutionId}", reason)
            : new RejectedFact(single.Artifacts[0].FactId, $"artifact {single.Artifacts[0].ArtifactId}", reason);
    }
}
