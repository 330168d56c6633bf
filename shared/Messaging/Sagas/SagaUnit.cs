using IntentEngine.Messaging.Database;
using MassTransit;

namespace IntentEngine.Messaging.Sagas;

/// <summary>What travels with one raised event: the unit of work and, after the state machine ran, the saga it changed.</summary>
internal sealed class SagaUnit<TSaga>(UnitOfWork unit, Func<Guid, Task<TSaga?>> load) where TSaga : class
{
    public UnitOfWork Unit { get; } = unit;

    public Func<Guid, Task<TSaga?>> Load { get; } = load;

    public TSaga? Changed { get; set; }
}
