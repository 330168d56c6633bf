using System.Diagnostics;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Messaging.Outbox;
using Npgsql;

namespace IntentEngine.Messaging.Database;

/// <summary>All that one change writes and sends: inbox row, state, audit and outgoing messages commit together in one round trip, or not at all.</summary>
/// <remarks>
/// The statements go out as one pipelined batch, which PostgreSQL runs as one transaction. Guards inside it (already consumed,
/// version moved on, key used) raise an error and so undo everything. Not thread-safe; used once.
/// </remarks>
public sealed class UnitOfWork
{
    // A second delivery violates the key, which undoes the whole batch: cheaper than asking first.
    private const string InsertInbox = "insert into inbox (organization_id, consumer, message_id, received_at) values ($1, $2, $3, $4)";

    private const string InsertReply = """
        with stored as (insert into idempotency_keys (organization_id, key, request_hash, status_code, body, location, created_at)
                        values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1)
        select expect_unused_key((select count(*) from stored))
        """;

    private const string InsertOutbox = """
        insert into outbox (message_id, organization_id, due, destination, message_type, trace_parent, mandatory, body)
        select message_id, $2, due, destination, message_type, trace_parent, mandatory, body
        from unnest($1, $3, $4, $5, $6, $7, $8) as m (message_id, due, destination, message_type, trace_parent, mandatory, body)
        """;

    private readonly ServiceDatabase _database;
    private readonly OutboxDispatcher _dispatcher;
    private readonly List<NpgsqlBatchCommand> _guards = [];
    private readonly List<NpgsqlBatchCommand> _statements = [];
    private readonly List<OutgoingMessage> _outgoing = [];
    private readonly List<Action> _afterCommit = [];
    private NpgsqlBatchCommand? _once;
    private StoredReply? _reply;
    private bool _used;

    internal UnitOfWork(ServiceDatabase database, OutboxDispatcher dispatcher, Guid organizationId)
    {
        _database = database;
        _dispatcher = dispatcher;
        OrganizationId = organizationId;
        Now = database.Clock.GetUtcNow();
    }

    /// <summary>The organization everything in it belongs to.</summary>
    public Guid OrganizationId { get; }

    /// <summary>One instant for all stamps of this change (UTC).</summary>
    public DateTimeOffset Now { get; }

    /// <summary>What to answer whoever asked for the change. Meaningful after the commit.</summary>
    public object? Reply { get; set; }

    /// <summary>How long the database may take for all of it, at least a second. Null: 15 seconds. For bulk changes; each statement keeps its limit of 10 seconds.</summary>
    public TimeSpan? Patience { get; set; }

    /// <summary>Whether the saga stays as it was, so that the commit only checks its version.</summary>
    public bool LeavesSagaUnchanged { get; private set; }

    /// <summary>For refusals: the commit keeps audit and reply, but no state.</summary>
    public void LeaveSagaUnchanged() => LeavesSagaUnchanged = true;

    /// <summary>Makes the commit a no-op when this consumer has already committed this message.</summary>
    /// <param name="consumer">Short stable name of the consumer; renaming it forgets what it consumed.</param>
    /// <param name="messageId">Id of the message, the same for every delivery.</param>
    public UnitOfWork Once(string consumer, Guid messageId)
    {
        _once = Command(InsertInbox, Parameter.Uuid(OrganizationId), Parameter.Text(consumer), Parameter.Uuid(messageId), Parameter.Time(Now));
        return this;
    }

    /// <summary>Adds the statement that decides whether any other may run: it goes before them, and so waits for a rival's commit before anything of this change meets the rival's rows.</summary>
    public UnitOfWork Guard(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        _guards.Add(Command(sql, parameters));
        return this;
    }

    /// <summary>Adds a statement with positional parameters (<c>$1</c> …), one command each.</summary>
    public UnitOfWork Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        _statements.Add(Command(sql, parameters));
        return this;
    }

    /// <summary>Stores the answer under the request's idempotency key.</summary>
    public UnitOfWork Remember(StoredReply reply)
    {
        _reply = reply;
        return this;
    }

    /// <summary>Sends a command to the queue of its one owner after the commit.</summary>
    /// <param name="due">When it should be delivered. Null: at once. A later time makes the outbox row a durable timer.</param>
    /// <returns>The message id, with which <see cref="CancelTimer"/> takes a timer back.</returns>
    public Guid Send<T>(string queue, T command, DateTimeOffset? due = null) where T : class => Capture(queue, command, due);

    /// <summary>Publishes a fact to all who subscribed to its type, after the commit.</summary>
    /// <remarks>Somebody of ours must have subscribed: until its queue exists, the fact waits in the outbox.</remarks>
    public Guid Publish<T>(T fact) where T : class => Capture(MessageName.Exchange<T>(), fact, null);

    /// <summary>Publishes a fact for others than us, after the commit; nobody needs to listen.</summary>
    public Guid Announce<T>(T fact) where T : class => Capture(MessageName.Exchange<T>(), fact, null, mandatory: false);

    /// <summary>Takes back a timer that has not fired. One that has fired is for its receiver to ignore.</summary>
    public UnitOfWork CancelTimer(Guid messageId) =>
        Add("delete from outbox where message_id = $1", Parameter.Uuid(messageId));

    /// <summary>Runs after a successful commit, before anybody is answered. Must not throw.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    /// <summary>Commits everything in one round trip, then starts publishing what was captured.</summary>
    /// <exception cref="ConcurrencyException">A version check found the row changed.</exception>
    /// <exception cref="IdempotencyConflictException">Another request with the same key committed first.</exception>
    public Task<CommitOutcome> CommitAsync(CancellationToken cancel = default) => CommitAsync(null, cancel);

    /// <summary>Commits everything with a transaction whose earlier statements decided what is written and sent.</summary>
    /// <param name="begun">A transaction on <see cref="ServiceDatabase.App"/>; it ends here, and whoever began it disposes of it.</param>
    /// <param name="cancel">Stops waiting for a connection; a commit under way is finished.</param>
    /// <exception cref="ConcurrencyException">A version check found the row changed.</exception>
    /// <exception cref="IdempotencyConflictException">Another request with the same key committed first.</exception>
    public async Task<CommitOutcome> CommitAsync(NpgsqlTransaction? begun, CancellationToken cancel = default)
    {
        if (_used) throw new InvalidOperationException("A unit of work commits once; begin another.");
        _used = true;
        // A transaction that has begun holds locks: those whose turn it is may be waiting for them.
        if (begun is null) await _database.Turns.WaitAsync(cancel);
        try
        {
            await using var connection = begun is null ? await _database.Commits.OpenConnectionAsync(cancel) : null;
            await using var batch = new NpgsqlBatch(connection ?? begun!.Connection, begun);
            batch.BatchCommands.Add(OrganizationSetting.Command(OrganizationId));
            if (_once is not null) batch.BatchCommands.Add(_once);
            foreach (var guard in _guards) batch.BatchCommands.Add(guard);
            foreach (var statement in _statements) batch.BatchCommands.Add(statement);
            if (_reply is { } reply)
                batch.BatchCommands.Add(Command(InsertReply, Parameter.Uuid(OrganizationId), Parameter.Text(reply.Key), Parameter.Bytes(reply.RequestHash),
                    Parameter.Whole(reply.StatusCode), Parameter.Text(reply.Body), Parameter.Text(reply.Location), Parameter.Time(Now)));
            if (_outgoing.Count > 0) batch.BatchCommands.Add(OutboxInsert());
            if (Patience is { } patience) batch.Timeout = (int)patience.TotalSeconds;
            // A commit in flight is not cancelled: its outcome would be unknown.
            await batch.ExecuteNonQueryAsync(CancellationToken.None);
            if (begun is not null) await begun.CommitAsync(CancellationToken.None);
        }
        catch (PostgresException duplicate) when (duplicate is { SqlState: "IE208" } or { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "inbox_pkey" })
        {
            return CommitOutcome.Duplicate;
        }
        // A deadlock or a serialization failure ends this transaction in favour of another: a lost race like any other, of which nothing is left.
        catch (PostgresException conflict) when (conflict.SqlState is "IE409" or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
        {
            throw new ConcurrencyException("The row was changed by someone else; read it again and decide again.", conflict);
        }
        catch (PostgresException conflict) when (conflict.SqlState == "IE422")
        {
            throw new IdempotencyConflictException("Another request with the same Idempotency-Key committed first.", conflict);
        }
        finally
        {
            if (begun is null) _database.Turns.Release();
        }

        foreach (var action in _afterCommit) action();
        _dispatcher.Dispatch(_database, _outgoing, Now);
        return CommitOutcome.Committed;
    }

    private Guid Capture<T>(string destination, T message, DateTimeOffset? due, bool mandatory = true) where T : class
    {
        var id = Guid.CreateVersion7(Now);
        _outgoing.Add(new OutgoingMessage
        {
            MessageId = id,
            OrganizationId = OrganizationId,
            Service = _database.Service,
            // Fresh rows belong to the immediate path for two seconds, so that the sweeper does not race it.
            Due = due is { } later && later > Now ? later : Now + OutboxDispatcher.ImmediateLease,
            Delayed = due > Now,
            Destination = destination,
            MessageType = MessageName.Urn<T>(),
            Mandatory = mandatory,
            TraceParent = Activity.Current?.Id,
            Body = JsonSerializer.SerializeToUtf8Bytes(message, ContractJson.Options),
        });
        return id;
    }

    private NpgsqlBatchCommand OutboxInsert() => Command(InsertOutbox,
        Parameter.Uuids([.. _outgoing.Select(m => m.MessageId)]),
        Parameter.Uuid(OrganizationId),
        Parameter.Times([.. _outgoing.Select(m => m.Due)]),
        Parameter.Texts([.. _outgoing.Select(m => m.Destination)]),
        Parameter.Texts([.. _outgoing.Select(m => m.MessageType)]),
        Parameter.Texts([.. _outgoing.Select(m => m.TraceParent)]),
        Parameter.Bools([.. _outgoing.Select(m => m.Mandatory)]),
        Parameter.BytesArray([.. _outgoing.Select(m => m.Body)]));

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }
}
