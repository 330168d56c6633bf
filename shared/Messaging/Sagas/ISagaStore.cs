using IntentEngine.Messaging.Database;
using MassTransit;
using Npgsql;

namespace IntentEngine.Messaging.Sagas;

/// <summary>How one saga type lives in its domain table. The row has a <c>version</c> that each change raises by one.</summary>
public interface ISagaStore<TSaga> where TSaga : class, SagaStateMachineInstance, ISagaVersion
{
    /// <summary>Selects one saga; <c>$1</c> is its id.</summary>
    string SelectSql { get; }

    /// <summary>Reads the row the reader stands on.</summary>
    TSaga Read(NpgsqlDataReader reader);

    /// <summary>Adds the statement that inserts the saga (version 0) or updates it where the version is still the one that was read.</summary>
    /// <remarks>An insert that finds the row, or an update that does not, raises through <c>expect_updated</c>. It is a <see cref="UnitOfWork.Guard"/>: what the machine added before only makes sense when it passes.</remarks>
    void Save(UnitOfWork unit, TSaga saga);

    /// <summary>Adds the statement that only requires the version that was read to be current.</summary>
    void Guard(UnitOfWork unit, TSaga saga);
}
