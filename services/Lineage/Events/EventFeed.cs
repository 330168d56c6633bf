using System.Runtime.CompilerServices;
using System.Security.Claims;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace IntentEngine.Lineage.Events;

/// <summary>Follows the log: what is there already, then what comes.</summary>
internal sealed partial class EventFeed(EventLog log, EventSettings settings, StreamTime time, TimeProvider clock, IHostApplicationLifetime lifetime, ILogger<EventFeed> logger)
{
    private const int PageSize = 200;

    /// <summary>Pages of events without end; an empty page says that there was nothing new for as long as a heartbeat.</summary>
    public async IAsyncEnumerable<IReadOnlyList<StoredEvent>> FollowAsync(EventScope scope, EventCursor cursor, EventWatch watch, [EnumeratorCancellation] CancellationToken cancel)
    {
        while (true)
        {
            var head = watch.Head;
            while (cursor.Moment < head)
            {
                var page = await log.AfterAsync(scope, cursor, head, PageSize, cancel);
                if (page.Count > 0) yield return page;
                cursor = page.Count < PageSize ? EventCursor.At(head) : page[^1].Cursor;
            }

            if (!await watch.RisesAsync(settings.Heartbeat, cancel)) yield return [];
        }
    }

    /// <summary>When a stream has to end: with its request, with this process, or when its time or its caller's token is up.</summary>
    public StreamEnd EndOf(ClaimsPrincipal caller, CancellationToken request) => new(new CancellationTokenSource(time.LeftTo(caller), clock), request, lifetime.ApplicationStopping);

    public void LogAway(Exception failure) => LogEnded(logger, failure.GetType().Name, failure.Message);

    [LoggerMessage(3112, LogLevel.Warning, "A live stream ended because the database is away ({ExceptionType}: {Reason}); its client comes again")]
    private static partial void LogEnded(ILogger logger, string exceptionType, string reason);
}
