using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Lineage.Projection;

/// <summary>All that becomes of the facts of one organization, in the order that the statements need.</summary>
internal static class FactStatements
{
    // Parents and children in two batches must not miss each other, so an organization's batches go one after the other.
    internal const string OneAtATime = "select pg_advisory_xact_lock(1279350337, hashtext($1))";

    /// <summary>Waits for the organization's other batches. Comes before every statement that writes facts.</summary>
    public static void TakeTurn(this UnitOfWork unit) => unit.Add(OneAtATime, Parameter.Text(unit.OrganizationId.ToString()));

    /// <summary>Adds executions, failures, events and artifacts. Comes after <see cref="TakeTurn"/>.</summary>
    public static void WriteFacts(this UnitOfWork unit, OrganizationFacts facts)
    {
        unit.WriteExecutions(facts.NewestExecutions());
        unit.WriteFailures(facts.Executions);
        unit.WriteEvents(facts.Executions, facts.Events);
        unit.WriteArtifacts(facts.Artifacts, facts.NewestArtifacts());
    }
}
