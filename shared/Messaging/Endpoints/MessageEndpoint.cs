using MassTransit;

namespace IntentEngine.Messaging.Endpoints;

/// <summary>One queue of a service and what is consumed from it.</summary>
/// <remarks>
/// Commands are sent to the queue by its name; facts arrive because the queue is bound to their type's exchange.
/// Topology is exactly what is listed here: nothing is bound by convention, so nothing is left behind by accident.
/// </remarks>
public sealed class MessageEndpoint
{
    private readonly List<Type> _consumers = [];
    private readonly List<string> _exchanges = [];
    private readonly List<string> _shown = [];
    private readonly Dictionary<string, string> _admitted = [];

    internal MessageEndpoint(string name, Type database)
    {
        Name = name;
        Database = database;
    }

    /// <summary>Name of the queue; part of the wire contract.</summary>
    public string Name { get; }

    /// <summary>The service database in which poison messages of this queue are parked.</summary>
    public Type Database { get; }

    /// <summary>How many messages are handled at once; default 16. For database work: no more than its pool; for waiting on others: more.</summary>
    public int Concurrency { get; private set; } = 16;

    /// <summary>Who handles the queue's messages without a pipeline per message, where the broker is RabbitMQ. Null: the consumers do.</summary>
    public Type? DirectHandler { get; private set; }

    /// <summary>Consumers in order of registration.</summary>
    public IReadOnlyList<Type> Consumers => _consumers;

    /// <summary>Exchanges the queue is bound to.</summary>
    public IReadOnlyList<string> Exchanges => _exchanges;

    /// <summary>Exchanges of the facts that programs of other people may see, see <see cref="Shows{TFact}"/>.</summary>
    public IReadOnlyList<string> Shown => _shown;

    /// <summary>Commands that programs of other people may publish: routing key to URN. Empty: the queue is not open to them.</summary>
    public IReadOnlyDictionary<string, string> Admitted => _admitted;

    /// <summary>Sets how many messages are handled at once; 1 or more.</summary>
    public MessageEndpoint WithConcurrency(int messages)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(messages, 1);
        Concurrency = messages;
        return this;
    }

    /// <summary>On RabbitMQ, hands messages to <typeparamref name="THandler"/> instead of the consumers, which then serve the in-memory transport alone. For queues whose throughput matters more than a pipeline.</summary>
    public MessageEndpoint Directly<THandler>() where THandler : class, Direct.IDirectHandler
    {
        DirectHandler = typeof(THandler);
        return this;
    }

    /// <summary>Consumes a command that is sent to this queue by name.</summary>
    public MessageEndpoint Handles<TCommand, TConsumer>() where TCommand : class where TConsumer : class, IConsumer<TCommand> => Add<TConsumer>();

    /// <summary>Consumes a fact wherever it is published.</summary>
    public MessageEndpoint Subscribes<TFact, TConsumer>() where TFact : class where TConsumer : class, IConsumer<TFact>
    {
        _exchanges.Add(MessageName.Exchange<TFact>());
        return Add<TConsumer>();
    }

    /// <summary>Consumes a command that a program of somebody else publishes to <see cref="Outside.OutsideExchanges.Commands"/>.</summary>
    /// <remarks>
    /// The consumer must see to it that the organization in the body is the one in the header <see cref="MessageHeaderNames.Organization"/>, which
    /// the broker vouches for. Such a queue is apart from those of our own commands, so that nobody outside can hold them up.
    /// </remarks>
    public MessageEndpoint Admits<TCommand, TConsumer>() where TCommand : class where TConsumer : class, IConsumer<TCommand>
    {
        _admitted.Add(MessageName.Exchange<TCommand>(), MessageName.Urn<TCommand>());
        return Add<TConsumer>();
    }

    /// <summary>Leads a fact of ours on to <see cref="Outside.OutsideExchanges.Events"/>, where each organization's programs see its own.</summary>
    public MessageEndpoint Shows<TFact>() where TFact : class
    {
        _shown.Add(MessageName.Exchange<TFact>());
        return this;
    }

    private MessageEndpoint Add<TConsumer>()
    {
        if (!_consumers.Contains(typeof(TConsumer))) _consumers.Add(typeof(TConsumer));
        return this;
    }
}
