using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace IntentEngine.Lineage.Events;

/// <summary>Tells open streams that their organization has news: one small query for all of them, and none while nobody listens.</summary>
/// <remarks>Asking rather than being notified finds what any instance wrote, also after the database or a connection was away.</remarks>
internal sealed partial class EventHeads(LineageDatabase database, EventSettings settings, TimeProvider clock, ILogger<EventHeads> logger) : BackgroundService
{
    private const string Heads = "select organization_id, last from event_positions where organization_id = any($1)";

    private readonly ConcurrentDictionary<EventWatch, bool> _watches = new();
    private readonly Channel<bool> _wanted = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Listens for news of an organization until disposed.</summary>
    /// <param name="organizationId">The organization.</param>
    /// <param name="known">The last position the listener knows of.</param>
    public EventWatch Watch(Guid organizationId, long known)
    {
        var watch = new EventWatch(organizationId, known, gone => _watches.TryRemove(gone, out _));
        _watches[watch] = true;
        _wanted.Writer.TryWrite(true);
        return watch;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (_watches.IsEmpty) await _wanted.Reader.ReadAsync(stoppingToken);
                await AskAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                // Streams stay silent until the database is back; their cursors know where to go on.
                LogFailed(logger, exception.GetType().Name, exception.Message);
            }

            await Task.Delay(settings.Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task AskAsync(CancellationToken cancel)
    {
        var byOrganization = _watches.Keys.ToLookup(watch => watch.OrganizationId);
        await using var command = database.Worker.CreateCommand(Heads);
        command.Parameters.Add(new NpgsqlParameter { Value = byOrganization.Select(group => group.Key).ToArray() });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            foreach (var watch in byOrganization[reader.GetGuid(0)]) watch.Rise(reader.GetInt64(1));
    }

    [LoggerMessage(3111, LogLevel.Warning, "Looking for new events failed ({ExceptionType}: {Reason}); it will be tried again")]
    private static partial void LogFailed(ILogger logger, string exceptionType, string reason);
}
