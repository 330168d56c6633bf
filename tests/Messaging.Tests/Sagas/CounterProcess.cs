using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Hosts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Messaging.Sagas;

/// <summary>One process that hosts counters; several may share a database.</summary>
internal sealed class CounterProcess : IAsyncDisposable
{
    public CounterProcess(DatabaseOptions options)
    {
        Database = TestDatabase.WithoutBus(options);
        var metrics = ActivatorUtilities.CreateInstance<MessagingMetrics>(new ServiceCollection().AddMetrics().BuildServiceProvider());
        Host = new SagaHost<Counter>(Database, Store, Machine, metrics, NullLogger<SagaHost<Counter>>.Instance);
    }

    public TestDatabase Database { get; }

    public CounterMachine Machine { get; } = new();

    public CounterStore Store { get; } = new();

    public SagaHost<Counter> Host { get; }

    public Task<RaiseResult> Raise<T>(Guid organization, Guid id, T @event, RaiseOptions? options = null) where T : class =>
        Host.Raise(organization, id, @event, options, CancellationToken.None);

    /// <summary>The row as it is, past every cache.</summary>
    public Task<string> Row(Guid organization, Guid id) => Database.ReadAsync(organization,
        "select phase, version, starts, steps from counters where id = $1", [Parameter.Uuid(id)],
        async reader => await reader.ReadAsync() ? $"{reader.GetString(0)} v{reader.GetInt32(1)} starts {reader.GetInt32(2)} steps {reader.GetInt32(3)}" : "none", CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Database.DisposeAsync();
    }
}
