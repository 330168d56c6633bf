using IntentEngine.ContentStore;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.Artifacts.Lifecycle;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Intents.Artifacts.Collection;

/// <summary>Removes the bytes of deleted artifacts after a time of grace, unless another artifact of the organization has the same content.</summary>
/// <remarks>
/// An upload of the same bytes at the same moment keeps them: whoever registers an artifact has written or kept its content just before, which makes it fresh,
/// and the store removes nothing that is fresh. So it does not matter that registry and store are asked one after the other.
/// </remarks>
internal sealed partial class ContentCollector(IntentsDatabase database, IContentStore store, CollectionSettings settings, TimeProvider clock, ILogger<ContentCollector> logger) : BackgroundService
{
    private const int BatchSize = 200;

    /// <summary>Looks once at everything that is due.</summary>
    /// <returns>How many contents were removed; 0 too when another process is at it.</returns>
    internal async Task<int> CollectOnceAsync(CancellationToken cancel)
    {
        await using var connection = await database.Worker.OpenConnectionAsync(cancel);
        await using var turn = await connection.BeginTransactionAsync(cancel);
        if (!await CollectionSql.TakeTurn(turn, cancel)) return 0;
        var (removed, after) = (0, (At: DateTimeOffset.MinValue, Organization: Guid.Empty, Artifact: ""));
        while (await CollectionSql.Due(database, clock.GetUtcNow() - settings.Grace, after, BatchSize, cancel) is { Count: > 0 } due)
        {
            foreach (var artifact in due)
            {
                await CollectionSql.StillHasTurn(turn, cancel);
                removed += await Collect(artifact, cancel);
            }

            after = (due[^1].UpdatedAt, due[^1].OrganizationId, due[^1].ArtifactId);
        }

        return removed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (settings.Enabled && !stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await CollectOnceAsync(stoppingToken) is > 0 and var removed) LogRemoved(logger, removed);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Database or store may be away for a while; what is due waits for them.
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(settings.Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<int> Collect(Artifact artifact, CancellationToken cancel)
    {
        var (removed, left) = (0, false);
        foreach (var sha256 in artifact.Materializations.Where(m => m.StorageType == ArtifactMaterialization.ContentStore).Select(m => m.Sha256).Distinct())
        {
            // Who has it as well brings it here again when deleted in turn.
            if (await CollectionSql.IsNamed(database, artifact.OrganizationId, sha256, cancel)) continue;
            var outcome = await store.CollectAsync(artifact.OrganizationId, sha256, settings.Grace, cancel);
            if (outcome == Collected.Removed) removed++;
            left |= outcome == Collected.Fresh;
        }

        if (!left) await CollectionSql.Done(database, artifact, cancel);
        return removed;
    }

    [LoggerMessage(2331, LogLevel.Information, "Removed {Removed} contents of deleted artifacts")]
    private static partial void LogRemoved(ILogger logger, int removed);

    [LoggerMessage(2332, LogLevel.Warning, "Contents of deleted artifacts could not be removed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}
