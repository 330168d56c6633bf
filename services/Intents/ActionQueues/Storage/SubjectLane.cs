using System.Threading.Channels;
using IntentEngine.Intents.ActionQueues.Rules;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Intents.ActionQueues.Storage;

/// <summary>Takes the commands on its share of the subjects one batch after the other: what waits while a transaction commits goes into the next one.</summary>
/// <remarks>One round trip reads, one writes, however many commands there are; that is what makes a completion cheap.</remarks>
internal sealed class SubjectLane(SubjectStore store, IntentsDatabase database, ActionQueueMetrics metrics)
{
    private const int MostAtOnce = 512;

    private readonly Channel<Submission> _waiting = Channel.CreateUnbounded<Submission>(new UnboundedChannelOptions { SingleReader = true });

    public void Submit(Submission submission)
    {
        if (!_waiting.Writer.TryWrite(submission)) throw new OperationCanceledException("The service is stopping; send the request again.");
    }

    /// <summary>Works until <paramref name="stop"/>; what still waits then is given back.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
            {
                var taken = new List<Submission>();
                while (taken.Count < MostAtOnce && _waiting.Reader.TryRead(out var next)) taken.Add(next);
                foreach (var batch in Batches(taken)) await Handle(batch);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopping.
        }
        finally
        {
            _waiting.Writer.TryComplete();
            while (_waiting.Reader.TryRead(out var left)) left.Result.TrySetCanceled(CancellationToken.None);
        }
    }

    // Row-level security sees one organization in a transaction; a stored answer must commit with its own effect alone.
    private static IEnumerable<List<Submission>> Batches(List<Submission> taken) => taken
        .Select((submission, index) => (submission, alone: submission.Remember is null ? -1 : index))
        .GroupBy(entry => (entry.submission.OrganizationId, entry.alone))
        .Select(group => group.Select(entry => entry.submission).ToList());

    private async Task Handle(List<Submission> batch)
    {
        try
        {
            var results = await LostRaces.TryAgain(() => Attempt(batch));
            for (var i = 0; i < batch.Count; i++) batch[i].Result.TrySetResult(results[i]);
        }
        catch (Exception exception) when (batch.Count > 1 && (exception is ConcurrencyException || !TransientFaults.IsTransient(exception)))
        {
            // One of them may be at fault: each then answers for itself.
            foreach (var single in batch) await Handle([single]);
        }
        catch (Exception exception)
        {
            foreach (var submission in batch) submission.Result.TrySetException(exception);
        }
    }

    private async Task<CommandResult[]> Attempt(List<Submission> batch)
    {
        var (subjects, around) = await store.Load(batch[0].OrganizationId, batch, CancellationToken.None);
        var unit = database.Begin(batch[0].OrganizationId);
        var now = IntentLog.Instant(unit);
        CommandResult[] results = [.. batch.Select(submission => submission.Decide(subjects[submission.Subject], around, now))];
        var touched = subjects.Values.Where(subject => subject.IsTouched).ToArray();
        var reply = batch is [{ Remember: { } remember }] ? remember(results[0]) : null;
        if (touched.Length == 0 && reply is null) return results;
        if (touched.Length > 0) SubjectStore.Write(unit, touched, around.Owners);
        if (reply is not null) unit.Remember(reply);
        try
        {
            await unit.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException race) when (race.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw new ConcurrencyException("Somebody else enqueued the same; read and decide again.", race);
        }

        foreach (var subject in touched) metrics.Committed(subject.Effects);
        return results;
    }
}
