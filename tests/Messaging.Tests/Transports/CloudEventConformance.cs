using System.Net.Mime;
using System.Text;
using IntentEngine.Messaging.CloudEvents;
using IntentEngine.Messaging.Hosts;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Messaging.Transports;

/// <summary>CloudEvents 1.0 in and out, over any transport.</summary>
public abstract class CloudEventConformance(Transport transport)
{
    private readonly Guid _organization = Guid.NewGuid();

    private MessagingHost Host => transport.Host;

    [Fact]
    public async Task What_is_sent_has_the_attributes_of_an_event()
    {
        var headers = new TaskCompletionSource<Dictionary<string, string?>>();
        var work = Guid.NewGuid();
        Host.Script.For(work, (context, effect) =>
        {
            headers.SetResult(context.ReceiveContext.TransportHeaders.GetAll().Where(h => h.Key.StartsWith("cloudEvents", StringComparison.Ordinal)).ToDictionary(h => h.Key, h => h.Value.ToString()));
            return effect();
        });

        var id = await Host.Order(_organization, work);

        var sent = await headers.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        sent.Remove("cloudEvents:time", out var time).ShouldBeTrue();
        DateTimeOffset.Parse(time!, null).ShouldBe(CloudEventHeaders.TimeOf(id)!.Value);
        sent.ShouldBe(new Dictionary<string, string?>
        {
            ["cloudEvents:specversion"] = "1.0",
            ["cloudEvents:id"] = id.ToString(),
            ["cloudEvents:source"] = "/intentengine/tests",
            ["cloudEvents:type"] = "tests.do-work.v1",
        }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("cloudEvents:", "tests.do-work.v1")]
    [InlineData("cloudEvents_", "urn:message:tests:do-work:v1")]
    public async Task Binary_mode_needs_no_header_of_ours(string prefix, string type)
    {
        var work = Guid.NewGuid();
        await Deliver(Json(work), context => Attributes(context, prefix, "order-17", "/crm", type));

        await Host.Heard.Hears(work);
        (await Host.Database.Count(_organization, "effects")).ShouldBe(1);
    }

    [Fact]
    public async Task Structured_mode_needs_no_header_at_all()
    {
        var work = Guid.NewGuid();
        await Deliver(Envelope("order-17", "/crm", Json(work)), context => context.ContentType = new ContentType(StructuredEvent.MediaType));

        await Host.Heard.Hears(work);
        (await Host.Database.Count(_organization, "effects")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_is_recognised_by_its_source_and_id_and_not_by_the_message_id()
    {
        await Deliver(Json(Guid.NewGuid()), context => Attributes(context, "cloudEvents:", "order-17", "/crm"));
        await Deliver(Json(Guid.NewGuid()), context => Attributes(context, "cloudEvents_", "order-17", "/crm"));
        await Deliver(Envelope("order-17", "/crm", Json(Guid.NewGuid())), context => context.ContentType = new ContentType(StructuredEvent.MediaType));
        (await Host.Database.Count(_organization, "effects")).ShouldBe(1);

        await Deliver(Json(Guid.NewGuid()), context => Attributes(context, "cloudEvents:", "order-17", "/erp"));
        (await Host.Database.Count(_organization, "effects")).ShouldBe(2);
    }

    [Fact]
    public async Task A_parked_event_is_parked_as_the_message_it_carries_and_can_be_sent_again()
    {
        var work = Guid.NewGuid();
        var repaired = false;
        Host.Script.For(work, (_, effect) => repaired ? effect() : throw new InvalidOperationException("a bug"));
        await Deliver(Envelope("order-17", "/crm", Json(work)), context =>
        {
            context.ContentType = new ContentType(StructuredEvent.MediaType);
            context.Headers.Set(MessageHeaderNames.Organization, _organization.ToString());
        });
        var id = (await Host.Database.List<Guid>($"select id from parked where organization_id = '{_organization}' and message_type = 'urn:message:tests:do-work:v1'")).ShouldHaveSingleItem();
        repaired = true;

        (await Host.Parking.RequeueAsync(id, CancellationToken.None)).ShouldBeTrue();

        await Host.Heard.Hears(work);
        await Deliver(Envelope("order-17", "/crm", Json(Guid.NewGuid())), context => context.ContentType = new ContentType(StructuredEvent.MediaType));
        (await Host.Database.Count(_organization, "effects")).ShouldBe(1, "the event had been consumed by then");
    }

    [Theory]
    [InlineData("application/cloudevents+json", "{not json", "Expected JSON")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/crm","type":"tests.do-work.v1"}""", "Expected the message as a JSON object in data")]
    [InlineData("application/cloudevents-batch+json", "[]", "Expected one event for each message")]
    [InlineData("application/cloudevents+json", """{"specversion":"1.0","id":"1","source":"/crm","type":"tests.unknown.v1","data":{}}""", "Nobody on this endpoint")]
    public async Task What_is_no_event_is_parked(string contentType, string body, string reason)
    {
        await Deliver(body, context =>
        {
            context.ContentType = new ContentType(contentType);
            context.Headers.Set(MessageHeaderNames.Organization, _organization.ToString());
        });

        (await Host.Database.List<string>($"select reason from parked where organization_id = '{_organization}'")).ShouldHaveSingleItem().ShouldStartWith(reason);
    }

    private static void Attributes(SendContext context, string prefix, string id, string source, string type = "tests.do-work.v1")
    {
        // Another for each message: were it the key, no repeat would be recognised.
        context.MessageId = Guid.NewGuid();
        foreach (var (name, value) in (IEnumerable<(string, string)>)[("specversion", "1.0"), ("id", id), ("source", source), ("type", type)])
            context.Headers.Set(prefix + name, value);
    }

    private static string Envelope(string id, string source, string data) => $$"""{"specversion":"1.0","id":"{{id}}","source":"{{source}}","type":"tests.do-work.v1","data":{{data}}}""";

    private string Json(Guid work) => $$"""{"organization_id":"{{_organization}}","work":"{{work}}"}""";

    private Task<string> Deliver(string body, Action<SendContext> headers) => Host.Deliver(DoWork.Queue, Encoding.UTF8.GetBytes(body), headers);
}

public sealed class InMemoryCloudEventTests(InMemoryTransport transport) : CloudEventConformance(transport), IClassFixture<InMemoryTransport>;

public sealed class RabbitMqCloudEventTests(RabbitMqTransport transport) : CloudEventConformance(transport), IClassFixture<RabbitMqTransport>;
