using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Artifacts.Registry;

/// <summary>Tells again, at start, what the registry told last: with an in-memory queue, facts that Lineage had not yet taken died with the process. With a broker nothing is told twice.</summary>
/// <remarks>Harmless when nothing was lost: the index recognises each version of an artifact.</remarks>
internal sealed partial class RetoldArtifacts(IntentsDatabase database, MessagingOptions messaging, TimeProvider clock, ILogger<RetoldArtifacts> logger) : BackgroundService
{
    private const int BatchSize = 200;

    // An hour before the last change rather than before now: the process may have been down for days.
    private const string SelectLatest = $"""
        select {ArtifactSql.Columns} from artifacts
        where updated_at >= (select max(updated_at) - interval '1 hour' from artifacts) and (organization_id, artifact_id) > ($1, $2)
        order by organization_id, artifact_id limit $3
        """;

    /// <summary>Tells all of it.</summary>
    /// <returns>How many artifacts.</returns>
    internal async Task<int> TellAsync(CancellationToken cancel)
    {
        var (told, after) = (0, (Organization: Guid.Empty, Artifact: ""));
        while (await Next(after, cancel) is { Count: > 0 } batch)
        {
            foreach (var group in batch.GroupBy(artifact => artifact.OrganizationId))
            {
                var unit = database.Begin(group.Key);
                foreach (var artifact in group) unit.Publish(new ArtifactRegistered { OrganizationId = group.Key, Artifact = artifact.Describe() });
                await unit.CommitAsync(cancel);
            }

            told += batch.Count;
            after = (batch[^1].OrganizationId, batch[^1].ArtifactId);
            if (batch.Count < BatchSize) break;
        }

        return told;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!messaging.IsDurable && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                await TellAsync(stoppingToken);
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(TimeSpan.FromSeconds(5), clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<Artifact>> Next((Guid Organization, string Artifact) after, CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(SelectLatest);
        command.Parameters.Add(Parameter.Uuid(after.Organization));
        command.Parameters.Add(Parameter.Text(after.Artifact));
        command.Parameters.Add(Parameter.Whole(BatchSize));
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var artifacts = new List<Artifact>();
        while (await reader.ReadAsync(cancel)) artifacts.Add(ArtifactSql.Read(reader));
        return artifacts;
    }

    [LoggerMessage(2321, LogLevel.Warning, "Artifacts could not be told again: {Failure} {Reason}")]
    private static partial void LogFailed(ILogger logger, string failure, string reason);
}
