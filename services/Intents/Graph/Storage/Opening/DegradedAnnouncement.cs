using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using Microsoft.Extensions.Hosting;

namespace IntentEngine.Intents.Graph.Storage.Opening;

/// <summary>Opens the storage with the process, and tells operators when it had to fall back.</summary>
internal sealed class DegradedAnnouncement(GraphStorage storage, IntentsDatabase database, TimeProvider clock) : IHostedLifecycleService
{
    /// <summary>Whose name the fact stands under in the outbox, where every row belongs to somebody: the engine's own.</summary>
    internal static readonly Guid Engine = NameBasedGuid.Create(Guid.Empty, "intent-engine");

    // Last of all, when the schema is current and the bus takes messages.
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (storage.FallbackReason is not { } reason) return;
        var unit = database.Begin(Engine);
        unit.Announce(new IntentGraphDegraded
        {
            ConfiguredBackend = storage.Configured.Word(),
            StorageMode = storage.Store.Backend,
            Reason = reason,
            Machine = Environment.MachineName,
            At = clock.GetUtcNow(),
        });
        await unit.CommitAsync(cancellationToken);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
