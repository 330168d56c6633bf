using IntentEngine.Intents.Graph.Storage;
using IntentEngine.Messaging.Database;

namespace IntentEngine.Intents.Graph.Changes;

/// <summary>The one place where graphs change: plans on what is stored, commits the whole, and plans again when somebody else was faster.</summary>
internal sealed class GraphWriter(IGraphStore store, KeepReply keepReply, TimeProvider clock)
{
    private const int MostAttempts = 20;

    /// <summary>The instant of a change as every backend keeps it (microseconds), so that its answer and later reads agree.</summary>
    public DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return new DateTimeOffset(now.UtcTicks - now.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);
    }

    /// <summary>Runs a plan until it is written or refused.</summary>
    /// <param name="organization">Whose graph.</param>
    /// <param name="plan">Reads and decides; runs again on what the winner left.</param>
    /// <param name="cancel">Stops reading; a commit under way is finished.</param>
    /// <exception cref="ConcurrencyException">The intents stayed contended over all attempts.</exception>
    public async Task<Outcome<T>> Write<T>(Guid organization, Func<Task<Outcome<Planned<T>>>> plan, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var planned = await plan();
            if (planned.Refusal is { } refusal) return refusal;
            if (planned.Value!.Changes is not { } changes) return planned.Value.Result;
            try
            {
                await Commit(organization, changes, cancel);
                return planned.Value.Result;
            }
            catch (GraphConflictException cycle) when (cycle.Conflict == GraphConflict.Cycle)
            {
                return new GraphRefusal(409, $"The edge {cycle.Id} would close a cycle over depends_on and is_subgoal_of; remove one of the cycle's edges first, or relate the intents by related_to.");
            }
            catch (GraphConflictException) when (attempt < MostAttempts)
            {
                // The plan finds what is there now, and refuses by name what no longer fits.
            }
            catch (ConcurrencyException) when (attempt < MostAttempts)
            {
                // A deadlock that ended in favour of another change.
            }
            catch (GraphConflictException contended)
            {
                throw new ConcurrencyException(contended.Message, contended);
            }
        }
    }

    /// <summary>Keeps an answer whose changes were committed one by one.</summary>
    public async Task Remember(Guid organization, StoredReply? reply)
    {
        if (reply is not null) await keepReply(organization, reply);
    }

    private async Task Commit(Guid organization, GraphChanges changes, CancellationToken cancel)
    {
        await store.CommitAsync(organization, changes, cancel);
        // PostgreSQL kept the answer in the change's own transaction.
        if (store.Backend != "postgres") await Remember(organization, changes.Reply);
    }
}
