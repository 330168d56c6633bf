using System.Text;
using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.Similarity;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntentEngine.Lineage.Projection;

/// <summary>Turns facts into executions, events and the artifact index. Facts may come twice and in any order: the tables are the same.</summary>
/// <remarks>One round trip per organization, however many facts; a fact that cannot be written holds up no other.</remarks>
public sealed partial class LineageProjector(LineageDatabase database, ILogger<LineageProjector> logger)
{
    private const string Consumer = "lineage";

    // Parents and children in two batches must not miss each other, so an organization's batches go one after the other.
    private const string OneAtATime = "select pg_advisory_xact_lock(1279350337, hashtext($1))";

    /// <summary>Records a message.</summary>
    /// <param name="message">Facts of any organizations.</param>
    /// <param name="messageId">The same for every delivery: one that was recorded is not written again.</param>
    /// <param name="cancel">Gives up before an organization's batch, never within one.</param>
    /// <exception cref="FactsRejectedException">Some facts cannot be stored, ever; all others are recorded.</exception>
    public async Task RecordAsync(RecordLineage message, Guid messageId, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(message);
        var rejected = new List<RejectedFact>();
        foreach (var facts in OrganizationFacts.Of(message)) await RecordAsync(facts, messageId, rejected, cancel);
        if (rejected.Count > 0) throw new FactsRejectedException(rejected);
    }

    private async Task RecordAsync(OrganizationFacts facts, Guid? messageId, List<RejectedFact> rejected, CancellationToken cancel)
    {
        try
        {
            await WriteAsync(facts, messageId, cancel);
        }
        catch (Exception refusal) when (IsAboutTheData(refusal))
        {
            if (facts.Count == 1)
            {
                var fact = RejectedFact.Of(facts, refusal);
                LogRejected(logger, fact.FactId, fact.Subject, facts.OrganizationId, fact.Reason);
                rejected.Add(fact);
                return;
            }

            // Without the inbox: the message as a whole was not consumed, and recording a fact again changes nothing.
            foreach (var half in facts.Halves()) await RecordAsync(half, messageId: null, rejected, cancel);
        }
    }

    private async Task WriteAsync(OrganizationFacts facts, Guid? messageId, CancellationToken cancel)
    {
        var unit = database.Begin(facts.OrganizationId);
        if (messageId is { } id) unit.Once(Consumer, id);
        unit.Add(OneAtATime, Parameter.Text(facts.OrganizationId.ToString()));
        unit.WriteExecutions(facts.NewestExecutions());
        unit.WriteFailures(facts.Executions);
        unit.WriteEvents(facts.Executions);
        unit.WriteArtifacts(facts.Artifacts, facts.NewestArtifacts());
        await unit.CommitAsync(cancel);
    }

    // Values PostgreSQL cannot hold (class 22: NUL in a text, a number too large), rules of the tables (23), keys too long for an index (54).
    private static bool IsAboutTheData(Exception exception) =>
        exception is EncoderFallbackException or PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] };

    [LoggerMessage(3101, LogLevel.Error, "Fact {FactId} about {Subject} of organization {OrganizationId} cannot be recorded: {Reason}")]
    private static partial void LogRejected(ILogger logger, Guid factId, string subject, Guid organizationId, string reason);
}
