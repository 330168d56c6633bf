using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Lineage.Rebuild;

/// <summary>Begins rebuilds and carries them through, also those that another instance left behind.</summary>
internal sealed partial class Rebuilds(LineageDatabase database, RebuildStep step, TimeProvider clock, ILogger<Rebuilds> logger) : BackgroundService
{
    // One that is under way goes on: whatever was wrong behind it is reached by asking again when it is done.
    private const string Begin = $"""
        insert into lineage_rebuilds as r (organization_id, rebuild_id, requested_by, requested_at, phase) values ($1, $2, $3, $4, 'executions')
        on conflict (organization_id) do update set
            rebuild_id = excluded.rebuild_id, requested_by = excluded.requested_by, requested_at = excluded.requested_at, phase = excluded.phase,
            after = '', executions = 0, artifacts = 0, forgotten = 0, finished_at = null
        where r.finished_at is not null
        """;

    private const string Find = $"select {RebuildState.Columns} from lineage_rebuilds where organization_id = $1";

    private const string Open = "select organization_id from lineage_rebuilds where finished_at is null";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _asked = new(0);

    /// <summary>Begins a rebuild, unless one is under way.</summary>
    /// <returns>The one that is now under way.</returns>
    public async Task<RebuildState> BeginAsync(Guid organizationId, string requestedBy, CancellationToken cancel)
    {
        var unit = database.Begin(organizationId);
        unit.Add(Begin, Parameter.Uuid(organizationId), Parameter.Uuid(Guid.CreateVersion7(unit.Now)), Parameter.Text(requestedBy), Parameter.Time(unit.Now));
        await unit.CommitAsync(cancel);
        var state = (await FindAsync(organizationId, cancel))!;
        _asked.Release();
        return state;
    }

    /// <summary>The last rebuild; null: there was none.</summary>
    public Task<RebuildState?> FindAsync(Guid organizationId, CancellationToken cancel) => database.ReadAsync(
        organizationId, Find, [Parameter.Uuid(organizationId)], async reader => await reader.ReadAsync(cancel) ? RebuildState.Read(reader) : null, cancel);

    /// <summary>Carries every rebuild that is under way through to its end.</summary>
    public async Task RunOnceAsync(CancellationToken cancel)
    {
        foreach (var organizationId in await OpenAsync(cancel))
        {
            while (await step.RunAsync(organizationId, cancel))
            {
                // Another batch.
            }

            if (await FindAsync(organizationId, cancel) is { FinishedAt: not null } done)
                LogDone(logger, organizationId, done.Executions, done.Artifacts, done.Forgotten);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // How far it came is in the table; the next round goes on from there.
                LogFailed(logger, exception.GetType().Name, exception.Message);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            await ((Task)_asked.WaitAsync(Pause, stoppingToken)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<List<Guid>> OpenAsync(CancellationToken cancel)
    {
        await using var command = database.Worker.CreateCommand(Open);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var open = new List<Guid>();
        while (await reader.ReadAsync(cancel)) open.Add(reader.GetGuid(0));
        return open;
    }

    [LoggerMessage(3121, LogLevel.Information, "Organization {OrganizationId} was rebuilt from its log: {Executions} executions, {Artifacts} artifacts; {Forgotten} rows of which no fact tells were removed")]
    private static partial void LogDone(ILogger logger, Guid organizationId, long executions, long artifacts, long forgotten);

    [LoggerMessage(3122, LogLevel.Warning, "A rebuild was interrupted ({ExceptionType}: {Reason}); it goes on")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}
