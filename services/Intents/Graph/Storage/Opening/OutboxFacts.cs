using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Facts of the backends outside PostgreSQL: put into the service's outbox once the change is durable. Weaker than one transaction: a crash between the two, or a database that is away, loses the fact and not the change.</summary>
internal sealed partial class OutboxFacts(IntentsDatabase database, ILogger<OutboxFacts> logger) : IGraphFacts
{
    public async Task SendAsync(Guid organization, IReadOnlyList<object> facts)
    {
        if (facts.Count == 0) return;
        try
        {
            var unit = database.Begin(organization);
            foreach (var fact in facts) GraphAnnouncement.Add(unit, fact);
            await unit.CommitAsync();
        }
        catch (Exception failure)
        {
            // The change has happened, and its caller must learn that.
            LogLost(logger, failure, facts.Count, organization);
        }
    }

    [LoggerMessage(3612, LogLevel.Error, "{Count} facts of a stored change of the intent graph of {Organization} could not be sent and are lost")]
    private static partial void LogLost(ILogger logger, Exception failure, int count, Guid organization);
}
