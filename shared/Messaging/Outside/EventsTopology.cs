using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client;

namespace IntentEngine.Messaging.Outside;

/// <summary>Leads facts on from their own exchanges to <see cref="OutsideExchanges.Events"/>, each time the endpoint connects: a broker may come back empty.</summary>
internal sealed class EventsTopology(IReadOnlyList<string> shown) : IFilter<ChannelContext>
{
    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        await context.ExchangeDeclare(OutsideExchanges.Events, ExchangeType.Topic, durable: true, autoDelete: false, new Dictionary<string, object>());
        foreach (var exchange in shown)
        {
            await context.ExchangeDeclare(exchange, ExchangeType.Fanout, durable: true, autoDelete: false, new Dictionary<string, object>());
            await context.ExchangeBind(OutsideExchanges.Events, exchange, "", new Dictionary<string, object>());
        }

        await next.Send(context);
    }

    public void Probe(ProbeContext context) => context.CreateFilterScope("eventsTopology");
}
