using IntentEngine.Contracts.Lineage;
using IntentEngine.Lineage.OpenLineage.Wire;
using IntentEngine.Lineage.Projection;
using IntentEngine.Messaging.Database;
using Npgsql;

namespace IntentEngine.Lineage.OpenLineage.Ingest;

/// <summary>Records events and all that follows from them in one transaction: the log, jobs, datasets, runs, and the runs as executions.</summary>
/// <remarks>An event that is sent again changes nothing; the order of events changes nothing but the order in which the executions' own histories were told.</remarks>
internal sealed class EventStore(LineageDatabase database, OpenLineageSettings settings) : IDisposable
{
    private const int MostAttempts = 4;

    private readonly SemaphoreSlim _turns = new(settings.ConcurrentWrites);

    /// <summary>Records the events, all or none.</summary>
    /// <returns>How many were not known before.</returns>
    /// <exception cref="EventRefusedException">The database cannot hold a value of theirs; nothing was recorded.</exception>
    public async Task<int> RecordAsync(Guid organizationId, IReadOnlyList<LineageEvent> events, CancellationToken cancel)
    {
        if (events.Count == 0) return 0;
        await _turns.WaitAsync(cancel);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await WriteAsync(organizationId, events, cancel);
                }
                catch (PostgresException race) when (attempt < MostAttempts && race.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected)
                {
                    // Undone as a whole: the same again.
                }
            }
        }
        catch (PostgresException refusal) when (refusal.SqlState is ['2', '2' or '3', ..] or ['5', '4', ..])
        {
            // Values PostgreSQL cannot hold, as at LineageProjector; reading refuses those that are known.
            throw new EventRefusedException(EventRefusal.Unreadable("body", $"a value cannot be stored: {refusal.MessageText}."));
        }
        finally
        {
            _turns.Release();
        }
    }

    private async Task<int> WriteAsync(Guid organizationId, IReadOnlyList<LineageEvent> events, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var (fold, fresh) = await KnownDocuments.ReadAsync(transaction, organizationId, events, cancel);
        if (fresh.Count == 0) return 0;

        var unit = database.Begin(organizationId);
        var facts = new List<ExecutionFact>();
        foreach (var told in fresh)
        {
            fold.Add(told);
            if (told.RunId is { } run && !fold.OwnRuns.Contains(run)) facts.Add(RunFacts.Of(organizationId, run, fold.Runs[run]));
        }

        unit.Write(fold, fresh);
        unit.WriteFacts(new OrganizationFacts(organizationId, facts, []));
        await unit.CommitAsync(transaction, cancel);
        return fresh.Count;
    }

    public void Dispose() => _turns.Dispose();
}
