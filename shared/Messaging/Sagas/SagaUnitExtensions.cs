using IntentEngine.Messaging.Database;
using MassTransit;

namespace IntentEngine.Messaging.Sagas;

/// <summary>Reaches the unit of work from a state machine's activities.</summary>
public static class SagaUnitExtensions
{
    /// <summary>The unit of work the event is committed with: audit rows, messages and the reply go here, never to the bus directly.</summary>
    public static UnitOfWork Unit<TSaga>(this BehaviorContext<TSaga> context) where TSaga : class, SagaStateMachineInstance =>
        context.TryGetPayload<UnitOfWork>(out var unit)
            ? unit
            : throw new InvalidOperationException("The event was not raised through SagaHost; only SagaHost commits what a saga does.");
}
