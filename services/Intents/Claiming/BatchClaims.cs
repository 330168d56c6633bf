using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Messaging.Database;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace IntentEngine.Intents.Claiming;

/// <summary>Claims several intents at once, and waits for some when there are none.</summary>
internal sealed class BatchClaims(IntentsDatabase database, IntentLog log, WaitingWorkers waiting, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <summary>How often a waiting worker looks by itself: what another process made claimable wakes nobody here.</summary>
    internal static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    /// <summary>Claims what there is now; the claims and the facts that tell of them commit together.</summary>
    public Task<IReadOnlyList<Intent>> Claim(ClaimWish wish, CancellationToken cancel) => Claim(database.Begin(wish.OrganizationId), wish, alsoNothing: false, cancel);

    /// <summary>Claims as soon as there is something, or returns nothing after <paramref name="patience"/>, when the caller is gone, or when the process stops.</summary>
    public async Task<IReadOnlyList<Intent>> ClaimOrWait(ClaimWish wish, TimeSpan patience, CancellationToken cancel)
    {
        if (patience <= TimeSpan.Zero) return await Claim(wish, cancel);
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancel, lifetime.ApplicationStopping);
        using var place = waiting.Join(wish.OrganizationId, wish.IntentTypes);
        var started = clock.GetTimestamp();
        while (true)
        {
            place.Answer();
            if (await Claim(wish, cancel) is { Count: > 0 } claimed) return claimed;
            var left = patience - clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return [];
            await Rest(place.Called, left < LookAgain ? left : LookAgain, until.Token);
            if (until.IsCancellationRequested) return [];
        }
    }

    /// <summary>Claims for a message: inbox row, claims and answers commit together.</summary>
    public Task ClaimFor(ChangeRequest request, ClaimWish wish, CancellationToken cancel) => Claim(log.Begin(request), wish, alsoNothing: true, cancel);

    private async Task<IReadOnlyList<Intent>> Claim(UnitOfWork unit, ClaimWish wish, bool alsoNothing, CancellationToken cancel)
    {
        await using var connection = await database.App.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var claimed = await Run(connection, transaction, wish);
        foreach (var intent in claimed) log.Announce(unit, intent);
        if (claimed.Count > 0 || alsoNothing) await unit.CommitAsync(transaction, cancel);
        return claimed;
    }

    private async Task<IReadOnlyList<Intent>> Run(NpgsqlConnection connection, NpgsqlTransaction transaction, ClaimWish wish)
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(OrganizationSetting.Command(wish.OrganizationId));
        batch.BatchCommands.Add(ClaimBatchSql.Command(wish, IntentLog.Instant(clock.GetUtcNow())));
        // Not cancelled once it is on its way: nobody would know what was claimed before the lease is over.
        await using var reader = await batch.ExecuteReaderAsync(CancellationToken.None);
        await reader.NextResultAsync(CancellationToken.None);
        var claimed = new List<Intent>();
        while (await reader.ReadAsync(CancellationToken.None)) claimed.Add(IntentColumns.Read(reader));
        return claimed;
    }

    private async Task Rest(Task called, TimeSpan longest, CancellationToken until)
    {
        using var rested = CancellationTokenSource.CreateLinkedTokenSource(until);
        await Task.WhenAny(called, Task.Delay(longest, clock, rested.Token));
        await rested.CancelAsync();
    }
}
