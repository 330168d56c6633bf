using System.Threading.RateLimiting;
using IntentEngine.Messaging.Database;
using MassTransit;
using MassTransit.Mediator;
using MassTransit.Saga;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using ConcurrencyException = IntentEngine.Messaging.Database.ConcurrencyException;

namespace IntentEngine.Messaging.Sagas;

/// <summary>Raises events into one state machine, from HTTP and from the broker alike, and commits what the machine decided: the one place where its state changes.</summary>
/// <remarks>
/// The machine runs in MassTransit's in-process mediator over our saga repository. Events of one saga take turns in this process;
/// between processes the version decides, and a lost race runs the decision again on what the winner left (ADR 0003).
/// </remarks>
public sealed partial class SagaHost<TSaga> : IAsyncDisposable where TSaga : class, SagaStateMachineInstance, ISagaVersion
{
    private const int CachedSagas = 20_000;

    private readonly ServiceDatabase _database;
    private readonly ISagaStore<TSaga> _store;
    private readonly MessagingMetrics _metrics;
    private readonly ILogger _logger;
    private readonly IMediator _mediator;

    // Asked by a person, a decision is tried again only when the race was lost; the person can ask again.
    private readonly ResiliencePipeline _races;

    // Brought by a message, it also waits for the database to come back: the work behind it is not to be done twice,
    // and the inbox tells a commit of unknown outcome from one that failed.
    private readonly ResiliencePipeline _outages;
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = CachedSagas });

    // Turns are per saga: one at a time, in order of arrival, without a fixed number of stripes.
    private readonly PartitionedRateLimiter<Guid> _turns = PartitionedRateLimiter.Create<Guid, Guid>(id =>
        RateLimitPartition.GetConcurrencyLimiter(id, _ => new ConcurrencyLimiterOptions { PermitLimit = 1, QueueLimit = int.MaxValue }));

    /// <summary>Hosts <paramref name="machine"/> over <paramref name="store"/>.</summary>
    public SagaHost(ServiceDatabase database, ISagaStore<TSaga> store, SagaStateMachine<TSaga> machine, MessagingMetrics metrics, ILogger<SagaHost<TSaga>> logger)
    {
        _database = database;
        _store = store;
        _metrics = metrics;
        _logger = logger;
        var repository = new SagaRepository<TSaga>(new SagaRepositoryContextFactory<TSaga>());
        _mediator = Bus.Factory.CreateMediator(mediator => mediator.StateMachineSaga(machine, repository));
        _races = Retry(database.Clock, 30, TimeSpan.FromMilliseconds(500), exception => exception is ConcurrencyException);
        _outages = Retry(database.Clock, 60, TimeSpan.FromSeconds(5), TransientFaults.IsTransient);
    }

    /// <summary>Runs the event through the machine and commits its effects.</summary>
    /// <exception cref="ConcurrencyException">The saga stayed contended over all attempts.</exception>
    /// <exception cref="IdempotencyConflictException">A request with the same key committed first.</exception>
    public async Task<RaiseResult> Raise<TEvent>(Guid organizationId, Guid sagaId, TEvent @event, RaiseOptions? options, CancellationToken cancel) where TEvent : class
    {
        using var turn = await _turns.AcquireAsync(sagaId, 1, cancel);
        var retry = options?.Once is null ? _races : _outages;
        return await retry.ExecuteAsync(async token => await RaiseOnce(organizationId, sagaId, @event, options, token), cancel);
    }

    /// <summary>Looks at a saga between events. Null: there is none in this organization.</summary>
    /// <param name="organizationId">Whose saga it must be.</param>
    /// <param name="sagaId">The saga.</param>
    /// <param name="look">Takes what it needs; must not keep the saga itself.</param>
    /// <param name="atLeast">A cached copy older than this version is read again. Null: any copy may be stale, so the database is asked.</param>
    /// <param name="cancel">Stops waiting.</param>
    public async Task<T?> Look<T>(Guid organizationId, Guid sagaId, Func<TSaga, T?> look, int? atLeast, CancellationToken cancel) where T : class
    {
        using var turn = await _turns.AcquireAsync(sagaId, 1, cancel);
        var cached = atLeast is { } version && _cache.TryGetValue<TSaga>((organizationId, sagaId), out var known) && known!.Version >= version ? known : null;
        var saga = cached ?? await Load(organizationId, sagaId, cancel);
        if (saga is null) return null;
        Keep(organizationId, saga);
        return look(saga);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _cache.Dispose();
        await _turns.DisposeAsync();
        if (_mediator is IAsyncDisposable mediator) await mediator.DisposeAsync();
    }

    private ResiliencePipeline Retry(TimeProvider clock, int attempts, TimeSpan longestPause, Func<Exception, bool> isWorthIt) => new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = failure => ValueTask.FromResult(failure.Outcome.Exception is { } exception && isWorthIt(exception)),
            MaxRetryAttempts = attempts,
            BackoffType = DelayBackoffType.Exponential,
            Delay = TimeSpan.FromMilliseconds(5),
            MaxDelay = longestPause,
            UseJitter = true,
            OnRetry = failure =>
            {
                if (failure.Outcome.Exception is ConcurrencyException) _metrics.Conflict();
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    private async Task<RaiseResult> RaiseOnce<TEvent>(Guid organizationId, Guid sagaId, TEvent @event, RaiseOptions? options, CancellationToken cancel) where TEvent : class
    {
        var unit = _database.Begin(organizationId);
        if (options?.Once is { } once) unit.Once(once.Consumer, once.MessageId);
        var raised = new SagaUnit<TSaga>(unit, id => options?.Fresh == true ? Load(organizationId, id, cancel) : Take(organizationId, id, cancel));

        await _mediator.Send(@event, Pipe.Execute<SendContext>(context =>
        {
            context.CorrelationId = sagaId;
            context.GetOrAddPayload(() => raised);
            context.GetOrAddPayload(() => unit);
        }), cancel);

        // What the machine saw must still be current when it commits, whether it changed the saga, refused or ignored the event:
        // a decision on a stale copy would otherwise be acknowledged and lost.
        if (raised.Changed is { } seen)
        {
            if (unit.LeavesSagaUnchanged) _store.Guard(unit, seen);
            else _store.Save(unit, seen);
        }

        if (options?.Remember?.Invoke(unit.Reply) is { } reply) unit.Remember(reply);

        var outcome = await unit.CommitAsync(cancel);
        if (outcome == CommitOutcome.Duplicate)
        {
            _metrics.Duplicate();
            LogDuplicate(_logger, typeof(TEvent).Name, sagaId);
        }
        else if (raised.Changed is { } saved)
        {
            if (!unit.LeavesSagaUnchanged) saved.Version++;
            Keep(organizationId, saved);
        }

        return new RaiseResult(outcome, unit.Reply);
    }

    /// <summary>Takes the saga out of the cache (a failed commit must not leave a changed copy there), or reads it.</summary>
    private async Task<TSaga?> Take(Guid organizationId, Guid sagaId, CancellationToken cancel)
    {
        if (!_cache.TryGetValue<TSaga>((organizationId, sagaId), out var cached)) return await Load(organizationId, sagaId, cancel);
        _cache.Remove((organizationId, sagaId));
        return cached;
    }

    private void Keep(Guid organizationId, TSaga saga) =>
        _cache.Set((organizationId, saga.CorrelationId), saga, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(1) });

    private Task<TSaga?> Load(Guid organizationId, Guid sagaId, CancellationToken cancel) =>
        _database.ReadAsync(organizationId, _store.SelectSql, [Parameter.Uuid(sagaId)],
            async reader => await reader.ReadAsync(cancel) ? _store.Read(reader) : null, cancel);

    [LoggerMessage(1121, LogLevel.Information, "{Event} for {SagaId} had been consumed before; nothing was changed")]
    private static partial void LogDuplicate(ILogger logger, string @event, Guid sagaId);
}
