using System.Text;
using IntentEngine.Messaging.Hosts;
using IntentEngine.Messaging.Transports;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IntentEngine.Messaging.Outside;

/// <summary>Programs of other people on the real broker: what they may do, and everything they might try.</summary>
public sealed class DoorTests(OpenDoor door) : IClassFixture<OpenDoor>, IAsyncLifetime
{
    private const string DoWorkKey = "tests.do-work.v1";

    private readonly Guid _work = Guid.NewGuid();
    private readonly Guid _organization = door.Organization;
    private readonly MessagingHost _host = door.Host;
    private readonly OutsideUser _user = door.User;
    private IChannel _channel = null!;

    private string Own => $"outside.{_organization}.{_work}";

    // The broker closes a channel on which something was refused.
    public async ValueTask InitializeAsync() => _channel = await _user.OpenAsync();

    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    [Fact]
    public async Task Plain_JSON_is_a_command_of_the_kind_the_routing_key_says()
    {
        await Publish(DoWorkKey, Json(_organization));
        await _host.Heard.Hears(_work);
        (await _host.Database.Count(_organization, $"effects where id = \'{_work}\'")).ShouldBe(1);
    }

    [Fact]
    public async Task An_event_in_either_mode_is_a_command()
    {
        var binary = _user.Properties();
        binary.MessageId = null;
        binary.Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", ["cloudEvents:id"] = "1", ["cloudEvents:source"] = "/crm", ["cloudEvents:type"] = DoWorkKey };
        await Publish(DoWorkKey, Json(_organization), binary);
        await _host.Heard.Hears(_work);

        var structured = _user.Properties();
        structured.ContentType = "application/cloudevents+json";
        var other = Guid.NewGuid();
        await Publish(DoWorkKey, $$"""{"specversion":"1.0","id":"2","source":"/crm","type":"{{DoWorkKey}}","data":{{Json(_organization, other)}}}""", structured);
        await _host.Heard.Hears(other);
    }

    [Fact]
    public async Task An_organization_s_programs_see_its_own_facts_and_no_others()
    {
        await _channel.QueueDeclareAsync(Own, durable: true, exclusive: false, autoDelete: false);
        await _channel.QueueBindAsync(Own, OutsideExchanges.Events, $"{_organization}.tests.work-done.v1");
        await _host.Order(Guid.NewGuid(), Guid.NewGuid());
        await _host.Order(_organization, _work);

        var seen = await Eventually.Gives(() => _channel.BasicGetAsync(Own, autoAck: true), "the fact");

        Encoding.UTF8.GetString(seen.Body.Span).ShouldBe(Json(_organization));
        seen.RoutingKey.ShouldBe($"{_organization}.tests.work-done.v1");
        Encoding.UTF8.GetString((byte[])seen.BasicProperties.Headers!["cloudEvents:type"]!).ShouldBe("tests.work-done.v1");
        (await _channel.QueueDeclarePassiveAsync(Own)).MessageCount.ShouldBe(0u);
    }

    [Theory]
    [InlineData("#")]
    [InlineData("*.tests.work-done.v1")]
    [InlineData("00000000-0000-4000-8000-000000000001.#")]
    public async Task Other_organizations_facts_cannot_be_asked_for(string key)
    {
        await _channel.QueueDeclareAsync(Own, durable: true, exclusive: false, autoDelete: false);
        await Refused(() => _channel.QueueBindAsync(Own, OutsideExchanges.Events, key));
    }

    [Fact]
    public async Task Facts_of_all_organizations_are_out_of_reach_where_they_come_from()
    {
        await _channel.QueueDeclareAsync(Own, durable: true, exclusive: false, autoDelete: false);
        await Refused(() => _channel.QueueBindAsync(Own, "tests.work-done.v1", ""));
    }

    [Theory]
    [InlineData("work")]
    [InlineData("work-outside")]
    [InlineData("listeners")]
    public Task Our_own_queues_are_not_read_by_others(string queue) => Refused(() => _channel.BasicGetAsync(queue, autoAck: false));

    [Fact]
    public async Task Another_organization_in_the_body_is_parked_under_the_publisher_s_own()
    {
        var victim = Guid.NewGuid();
        await Publish(DoWorkKey, Json(victim));
        (await Parked(_organization)).ShouldBe("The consumer failed.");
        (await _host.Database.Count(victim, $"effects where id = \'{_work}\'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_header_does_not_change_whose_program_it_is()
    {
        var victim = Guid.NewGuid();
        var properties = _user.Properties();
        properties.Headers = new Dictionary<string, object?> { [MessageHeaderNames.Organization] = victim.ToString() };
        await Publish(DoWorkKey, Json(victim), properties);
        (await Parked(_organization)).ShouldBe("The consumer failed.");
        (await _host.Database.Count(victim, $"effects where id = \'{_work}\'")).ShouldBe(0);
    }

    [Fact]
    public async Task Without_a_user_id_nobody_knows_whose_message_it_is()
    {
        var properties = new BasicProperties { MessageId = Guid.NewGuid().ToString(), Headers = new Dictionary<string, object?> { [MessageHeaderNames.Organization] = _organization.ToString() } };
        await Publish(DoWorkKey, Json(_organization), properties);
        (await Parked(Guid.Empty)).ShouldStartWith("Expected the property user_id");
    }

    [Fact]
    public Task Another_user_s_name_is_refused_by_the_broker() =>
        Refused(() => Publish(DoWorkKey, Json(_organization), new BasicProperties { UserId = $"{Guid.NewGuid()}.crm", MessageId = Guid.NewGuid().ToString() }));

    [Fact]
    public Task A_command_the_user_may_not_give_is_refused_by_the_broker() => Refused(() => Publish("tests.unheard.v1", "{}"));

    [Theory]
    [InlineData("", "work")]
    [InlineData("work", "")]
    [InlineData("work-outside", "")]
    [InlineData("tests.work-done.v1", "")]
    [InlineData("intentengine.events", "")]
    public Task Our_own_queues_and_facts_are_out_of_reach(string exchange, string key) => Refused(() => Publish(key, Json(_organization), exchange: exchange));

    [Fact]
    public async Task A_way_round_the_check_of_the_routing_key_is_noticed()
    {
        await _channel.ExchangeDeclareAsync(Own, ExchangeType.Fanout, durable: true);
        await _channel.ExchangeBindAsync(OutsideExchanges.Commands, Own, "");
        await Publish(DoWorkKey, Json(_organization), exchange: Own);
        (await Parked(_organization)).ShouldStartWith("Expected a message published to intentengine.commands");
    }

    [Fact]
    public async Task A_dead_letter_is_no_way_round_either()
    {
        await _channel.ExchangeDeclareAsync(Own, ExchangeType.Fanout, durable: true);
        await _channel.QueueDeclareAsync(Own, durable: true, exclusive: false, autoDelete: false, arguments: new Dictionary<string, object?>
        {
            ["x-message-ttl"] = 0,
            ["x-dead-letter-exchange"] = OutsideExchanges.Commands,
            ["x-dead-letter-routing-key"] = DoWorkKey,
        });
        await _channel.QueueBindAsync(Own, Own, "");
        await Publish("", Json(_organization), exchange: Own);
        (await Parked(_organization)).ShouldStartWith("Expected a message as it was published");
    }

    [Theory]
    [InlineData("urn:message:tests:unheard:v1", null, "application/json", "Expected the type tests.do-work.v1")]
    [InlineData(null, "tests.unheard.v1", "application/json", "Expected the type tests.do-work.v1")]
    [InlineData(null, null, "application/xml", "Expected content_type application/json")]
    [InlineData(null, null, "application/vnd.masstransit+json", "The consumer failed.")]
    [InlineData(null, null, "application/cloudevents+json", "Expected specversion 1.0")]
    public async Task A_message_that_is_something_else_is_parked(string? header, string? eventType, string contentType, string reason)
    {
        var properties = _user.Properties();
        properties.ContentType = contentType;
        properties.Headers = new Dictionary<string, object?>();
        if (header is not null) properties.Headers["MT-MessageType"] = header;
        if (eventType is not null) foreach (var (name, value) in new Dictionary<string, string> { ["specversion"] = "1.0", ["id"] = "1", ["source"] = "/crm", ["type"] = eventType }) properties.Headers[$"cloudEvents:{name}"] = value;
        // An envelope that names a type of its own must not be believed either.
        await Publish(DoWorkKey, $$"""{"messageType":["urn:message:tests:do-work:v1"],"message":{{Json(_organization)}}}""", properties);
        (await Parked(_organization)).ShouldStartWith(reason);
        (await _host.Database.Count(_organization, $"effects where id = \'{_work}\'")).ShouldBe(0);
    }

    [Fact]
    public async Task Nobody_speaks_in_our_name()
    {
        var properties = _user.Properties();
        properties.Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", ["cloudEvents:id"] = "1", ["cloudEvents:source"] = "/intentengine/tests", ["cloudEvents:type"] = DoWorkKey };
        await Publish(DoWorkKey, Json(_organization), properties);
        (await Parked(_organization)).ShouldStartWith("Expected a source of your own");
    }

    [Fact]
    public async Task A_body_too_large_is_parked()
    {
        await Publish(DoWorkKey, $$"""{"organization_id":"{{_organization}}","work":"{{_work}}","text":"{{new string('x', 300_000)}}"}""");
        (await Parked(_organization)).ShouldStartWith("Expected a body of at most 262144 bytes");
    }

    [Fact]
    public async Task What_was_parked_at_the_door_is_let_in_when_it_is_sent_again()
    {
        _host.Script.Throw(_work, () => new InvalidOperationException("a bug"));
        await Publish(DoWorkKey, Json(_organization));
        (await Parked(_organization)).ShouldBe("The consumer failed.");
        _host.Script.For(_work, (_, effect) => effect());
        var id = (await _host.Database.List<Guid>($"select id from parked where message_type is not null and {Mine}")).ShouldHaveSingleItem();

        (await _host.Parking.RequeueAsync(id, CancellationToken.None)).ShouldBeTrue();

        await _host.Heard.Hears(_work);
    }

    private static async Task Refused(Func<Task> action)
    {
        var refused = await Should.ThrowAsync<Exception>(action);
        ((int)(refused switch
        {
            AlreadyClosedException closed => closed.ShutdownReason,
            OperationInterruptedException interrupted => interrupted.ShutdownReason,
            PublishException { InnerException: OperationInterruptedException interrupted } => interrupted.ShutdownReason,
            _ => throw refused,
        })!.ReplyCode).ShouldBeOneOf(Constants.AccessRefused, Constants.PreconditionFailed);
    }

    private string Mine => $"position('{_work}' in convert_from(body, 'UTF8')) > 0";

    private async Task Publish(string routingKey, string body, BasicProperties? properties = null, string exchange = OutsideExchanges.Commands) =>
        await _channel.BasicPublishAsync(exchange, routingKey, mandatory: true, properties ?? _user.Properties(), Encoding.UTF8.GetBytes(body));

    private Task<string> Parked(Guid organization) =>
        Eventually.Gives(async () => (await _host.Database.List<string>($"select reason from parked where organization_id = '{organization}' and {Mine}")).SingleOrDefault(), "the message to be parked");

    private string Json(Guid organization, Guid? work = null) => $$"""{"organization_id":"{{organization}}","work":"{{work ?? _work}}"}""";
}
