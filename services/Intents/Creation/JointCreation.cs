using System.Diagnostics;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Creation;

/// <summary>Creates together, in one transaction, what one organization wishes for at the same moment: most of an insert's cost is the statement's and the commit's.</summary>
/// <remarks>
/// Nobody waits for company: a wish that comes alone is written at once, and those that come while others are being written go together next.
/// Each wish commits with its own audit row and announcement, or is given back to be judged by itself.
/// </remarks>
internal sealed class JointCreation(IntentsDatabase database, IntentLog log)
{
    private const int MostTogether = 64;

    // One is on its way to the disk while another is being put together.
    private const int MostAtOnce = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Lane> _lanes = [];

    /// <summary>Creates the wish.</summary>
    /// <returns>Null: an id among those that went together is taken, so each has to be looked at by itself.</returns>
    public Task<Intent?> TryCreate(ChangeRequest request, NewIntent wish)
    {
        var item = new Item(request, wish, Activity.Current);
        lock (_lock)
        {
            if (!_lanes.TryGetValue(request.OrganizationId, out var lane)) _lanes[request.OrganizationId] = lane = new Lane();
            lane.Waiting.Enqueue(item);
            if (lane.Running < MostAtOnce)
            {
                lane.Running++;
                // What is written is no part of the request that happened to come first.
                using (ExecutionContext.SuppressFlow()) _ = Task.Run(() => Work(request.OrganizationId, lane));
            }
        }

        return item.Done.Task;
    }

    private async Task Work(Guid organizationId, Lane lane)
    {
        while (true)
        {
            List<Item> together = [];
            lock (_lock)
            {
                while (together.Count < MostTogether && lane.Waiting.TryDequeue(out var item)) together.Add(item);
                if (together.Count == 0)
                {
                    if (--lane.Running == 0) _lanes.Remove(organizationId);
                    return;
                }
            }

            await Write(organizationId, together);
        }
    }

    private async Task Write(Guid organizationId, List<Item> together)
    {
        try
        {
            var unit = database.Begin(organizationId);
            var now = IntentLog.Instant(unit);
            var intents = together.ConvertAll(item => item.Wish.Begin(organizationId, now));
            JointCreationSql.Add(unit, intents, together.ConvertAll(item => item.Request.Actor));
            for (var i = 0; i < intents.Count; i++)
            {
                // So that the announcement continues the trace of its own request.
                Activity.Current = together[i].Activity;
                log.Announce(unit, intents[i]);
            }

            Activity.Current = null;
            await unit.CommitAsync();
            for (var i = 0; i < intents.Count; i++) together[i].Done.TrySetResult(intents[i]);
        }
        catch (ConcurrencyException)
        {
            foreach (var item in together) item.Done.TrySetResult(null);
        }
        catch (Exception failure)
        {
            foreach (var item in together) item.Done.TrySetException(failure);
        }
    }

    private sealed class Lane
    {
        public Queue<Item> Waiting { get; } = new();

        public int Running { get; set; }
    }

    private sealed record Item(ChangeRequest Request, NewIntent Wish, Activity? Activity)
    {
        public TaskCompletionSource<Intent?> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
