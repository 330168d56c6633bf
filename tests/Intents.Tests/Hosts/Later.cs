using IntentEngine.Intents.Claiming;
using IntentEngine.Intents.Creation;
using IntentEngine.Intents.Lifecycle;
using IntentEngine.Intents.Log;
using IntentEngine.Intents.Scheduling;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Outbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Intents.Hosts;

/// <summary>The service as it will be a few seconds from now, on the same tables. Stay well under a minute: other tests hold leases of a minute and more.</summary>
internal sealed class Later : IAsyncDisposable
{
    private readonly IntentsDatabase _database;
    private readonly DueIntents _due;
    private readonly OutboxSweeper<IntentsDatabase> _sent;

    public Later(IntentsHost host, TimeSpan by)
    {
        var clock = new ShiftedClock(by);
        _database = new IntentsDatabase(host.Database.Options, host.Services.GetRequiredService<OutboxDispatcher>(), clock);
        var waiting = host.Services.GetRequiredService<WaitingWorkers>();
        Log = new IntentLog(_database, waiting, host.Services.GetRequiredService<IntentOwners>());
        Claims = new BatchClaims(_database, Log, waiting, host.Services.GetRequiredService<IHostApplicationLifetime>(), clock);
        _due = new DueIntents(_database, Log, clock, NullLogger<DueIntents>.Instance);
        _sent = new OutboxSweeper<IntentsDatabase>(_database, host.Services.GetRequiredService<OutboxDispatcher>(), clock,
            host.Services.GetRequiredService<MessagingMetrics>(), NullLogger<OutboxSweeper<IntentsDatabase>>.Instance);
    }

    public IntentLog Log { get; }

    public BatchClaims Claims { get; }

    /// <summary>What the clock alone does by then.</summary>
    public async Task Sweep()
    {
        await _due.SweepOnceAsync(CancellationToken.None);
        await ForgetSent();
    }

    /// <summary>A worker's request for one intent, made then.</summary>
    public async Task<ChangeResult> Ask(Guid organization, string id, Func<Intent, DateTimeOffset, Decision> decide)
    {
        var result = await Log.Change(new ChangeRequest { OrganizationId = organization, IntentId = id, Actor = new Actor("later") }, decide, CancellationToken.None);
        await ForgetSent();
        return result;
    }

    public async ValueTask DisposeAsync()
    {
        _due.Dispose();
        _sent.Dispose();
        await _database.DisposeAsync();
    }

    // It was never started: stopping waits for what is being sent and deletes what was confirmed, which nobody else would do for this database.
    private Task ForgetSent() => _sent.StopAsync(CancellationToken.None);

    private sealed class ShiftedClock(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
    }
}
