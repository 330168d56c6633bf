using MassTransit;
using MassTransit.Context;
using MassTransit.Saga;

namespace IntentEngine.Messaging.Sagas;

/// <summary>MassTransit's door to our store. Loads through the raised event's unit of work and hands the changed saga back to it; writes nothing itself.</summary>
internal sealed class SagaRepositoryContextFactory<TSaga> : ISagaRepositoryContextFactory<TSaga>
    where TSaga : class, SagaStateMachineInstance, ISagaVersion
{
    public void Probe(ProbeContext context) => context.Add("persistence", "postgresql");

    public Task Send<T>(ConsumeContext<T> context, IPipe<SagaRepositoryContext<TSaga, T>> next) where T : class
    {
        if (!context.TryGetPayload<SagaUnit<TSaga>>(out var unit))
            throw new InvalidOperationException("The event was not raised through SagaHost; only SagaHost commits what a saga does.");
        return next.Send(new Context<T>(context, unit));
    }

    public Task SendQuery<T>(ConsumeContext<T> context, ISagaQuery<TSaga> query, IPipe<SagaRepositoryQueryContext<TSaga, T>> next) where T : class =>
        throw new NotSupportedException("Sagas are found by their id alone; correlate the event by id.");

    private sealed class Context<T>(ConsumeContext<T> context, SagaUnit<TSaga> unit) : ConsumeContextScope<T>(context), SagaRepositoryContext<TSaga, T>
        where T : class
    {
        private readonly ConsumeContext<T> _context = context;

        public async Task<SagaConsumeContext<TSaga, T>?> Load(Guid correlationId) =>
            await unit.Load(correlationId) is { } saga ? InUse(saga) : null;

        public Task<SagaConsumeContext<TSaga, T>?> Insert(TSaga instance) => Task.FromResult<SagaConsumeContext<TSaga, T>?>(null);

        public Task<SagaConsumeContext<TSaga, T>> Add(TSaga instance) => Task.FromResult<SagaConsumeContext<TSaga, T>>(InUse(instance));

        public Task Save(SagaConsumeContext<TSaga> context) => Changed(context);

        public Task Update(SagaConsumeContext<TSaga> context) => Changed(context);

        // Sagas are kept for ever: they are the record of what happened.
        public Task Delete(SagaConsumeContext<TSaga> context) => Changed(context);

        public Task Discard(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task Undo(SagaConsumeContext<TSaga> context) => Task.CompletedTask;

        public Task<SagaConsumeContext<TSaga, TMessage>> CreateSagaConsumeContext<TMessage>(ConsumeContext<TMessage> consumeContext, TSaga instance, SagaConsumeContextMode mode)
            where TMessage : class =>
            Task.FromResult<SagaConsumeContext<TSaga, TMessage>>(new DefaultSagaConsumeContext<TSaga, TMessage>(consumeContext, instance));

        private DefaultSagaConsumeContext<TSaga, T> InUse(TSaga saga) => new(_context, saga);

        private Task Changed(SagaConsumeContext<TSaga> context)
        {
            unit.Changed = context.Saga;
            return Task.CompletedTask;
        }
    }
}
