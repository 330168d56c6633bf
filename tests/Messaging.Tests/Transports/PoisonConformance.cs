using System.Text;
using IntentEngine.Messaging.Hosts;
using MassTransit;

namespace IntentEngine.Messaging.Transports;

/// <summary>Messages nobody can handle, over any transport: each is parked once, the others go on (specification: reliability §3.5).</summary>
public abstract class PoisonConformance(Transport transport)
{
    private static readonly Dictionary<string, (string Reason, Func<Poison, Poison> Make)> Poisons = new()
    {
        ["a body that is no JSON"] = ("The consumer failed.", p => p with { Body = "{not json" }),
        ["an empty body"] = ("The consumer failed.", p => p with { Body = "" }),
        ["bytes that are no text"] = ("The consumer failed.", p => p with { Body = "\"\ud800\0" }),
        ["a body without required members"] = ("The consumer failed.", p => p with { Body = "{}" }),
        ["a number where text belongs"] = ("The consumer failed.", p => p with { Body = """{"organization_id":1e999,"work":7}""" }),
        ["JSON nested too deeply"] = ("The consumer failed.", p => p with { Body = $$"""{"organization_id":"{{p.Organization}}","work":"{{p.Work}}","more":{{new string('[', 200)}}{{new string(']', 200)}}}""" }),
        ["XML"] = ("The consumer failed.", p => p with { Body = "<work/>", ContentType = "application/xml" }),
        ["a body too large"] = ("Expected a body of at most", p => p with { Body = $$"""{"organization_id":"{{p.Organization}}","work":"{{p.Work}}","text":"{{new string('x', 5_000_000)}}"}""" }),
        ["an unknown type"] = ("Nobody on this endpoint", p => p with { Type = "urn:message:tests:unknown:v1" }),
        ["no type"] = ("Nobody on this endpoint", p => p with { Type = null }),
        ["no message id"] = ("Expected a message id", p => p with { HasId = false }),
        ["an empty organization"] = ("The consumer failed.", p => p with { Organization = Guid.Empty }),
        ["a bug"] = ("The consumer failed.", p => p with { Thrown = () => new InvalidOperationException("a bug") }),
        ["a bug inside a bug"] = ("The consumer failed.", p => p with { Thrown = () => new AggregateException(new ArgumentException("one"), new FormatException("two")) }),
        ["a broken rule of the database"] = ("The consumer failed.", p => p with { Thrown = () => new Npgsql.PostgresException("duplicate key", "ERROR", "ERROR", "23505") }),
        ["an exception of a megabyte"] = ("The consumer failed.", p => p with { Thrown = () => new InvalidOperationException(new string('x', 1_000_000)) }),
        ["exceptions of a megabyte inside each other"] = ("The consumer failed.", p => p with { Thrown = () => new InvalidOperationException("outer", new ArgumentException(new string('ß', 1_000_000))) }),
        ["an exception with text no database keeps"] = ("The consumer failed.", p => p with { Thrown = () => new InvalidOperationException("half \ud83d and nothing \0") }),
        ["a cancelled call although nothing stops"] = ("The consumer failed.", p => p with { Thrown = () => new OperationCanceledException("a call was cancelled") }),
    };

    private readonly Guid _organization = Guid.NewGuid();

    public static TheoryData<string> Names => [.. Poisons.Keys];

    protected Transport Transport => transport;

    private MessagingHost Host => transport.Host;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Poison_is_parked_once_and_the_others_go_on(string name)
    {
        var (reason, make) = Poisons[name];
        var poison = make(new Poison { Organization = _organization });
        if (poison.Thrown is { } thrown) Host.Script.Throw(poison.Work, thrown);
        var before = Guid.NewGuid();
        var after = Guid.NewGuid();
        await Host.Order(_organization, before);

        await Deliver(poison);
        await Host.Order(_organization, after);

        await Host.Heard.Hears(before);
        await Host.Heard.Hears(after);
        var parked = await Parked();
        parked.Count.ShouldBe(1);
        parked[0].ShouldStartWith(reason);
        await Host.Deliveries.AreAllAcknowledged();
    }

    [Fact]
    public async Task A_parked_message_tells_what_happened_in_little_text()
    {
        var poison = new Poison { Organization = _organization };
        Host.Script.Throw(poison.Work, () => new InvalidOperationException(new string('x', 1_000_000)));

        await Deliver(poison);

        var row = (await Host.Database.List<string>($"""
            select concat_ws('|', endpoint, message_id, message_type, exception_type, length(exception_text) <= 4096, left(exception_text, 44), convert_from(body, 'UTF8') = '{poison.Json}', headers ->> 'test-more', state)
            from parked where organization_id = '{_organization}'
            """)).ShouldHaveSingleItem();
        row.ShouldBe($"work|{poison.Id}|urn:message:tests:do-work:v1|System.InvalidOperationException|t|System.InvalidOperationException: xxxxxxxxxx|t|more|parked");
    }

    [Fact]
    public async Task A_message_that_is_parked_and_delivered_again_stays_one_parked_message()
    {
        var poison = new Poison { Organization = _organization, Type = null };
        await Deliver(poison);
        await Deliver(poison);

        (await Parked()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_parked_message_can_be_sent_again_once_its_cause_is_gone()
    {
        var poison = new Poison { Organization = _organization };
        var repaired = false;
        Host.Script.For(poison.Work, (_, effect) => repaired ? effect() : throw new InvalidOperationException("a bug"));
        await Deliver(poison);
        var id = (await Host.Database.List<Guid>($"select id from parked where organization_id = '{_organization}'")).ShouldHaveSingleItem();
        repaired = true;

        (await Host.Parking.RequeueAsync(id, CancellationToken.None)).ShouldBeTrue();

        await Host.Heard.Hears(poison.Work);
        (await Host.Database.Count(_organization, $"inbox where message_id = '{poison.Id}'")).ShouldBe(1);
        (await Host.Parking.RequeueAsync(id, CancellationToken.None)).ShouldBeFalse("it was sent again already");
        (await Host.Parking.RequeueAsync(Guid.NewGuid(), CancellationToken.None)).ShouldBeFalse("there is no such message");
        (await Parked("requeued")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_parked_message_that_fails_again_is_parked_again()
    {
        var poison = new Poison { Organization = _organization };
        Host.Script.Throw(poison.Work, () => new InvalidOperationException("a bug"));
        await Deliver(poison);
        var id = (await Host.Database.List<Guid>($"select id from parked where organization_id = '{_organization}'")).ShouldHaveSingleItem();

        await Host.Parking.RequeueAsync(id, CancellationToken.None);

        await Eventually.Holds(async () => (await Parked()).Count == 1, "the message to be parked again");
    }

    [Fact]
    public async Task Requeueing_while_the_first_sending_is_still_in_the_outbox_changes_nothing()
    {
        var poison = new Poison { Organization = _organization, Type = null };
        await Deliver(poison);
        var id = (await Host.Database.List<Guid>($"select id from parked where organization_id = '{_organization}'")).ShouldHaveSingleItem();
        await Host.Database.Execute($"""
            insert into outbox (message_id, organization_id, due, destination, message_type, body)
            values ('{poison.Id}', '{_organization}', now() + interval '1 hour', 'work', 'urn:message:tests:do-work:v1', '')
            """);

        (await Host.Parking.RequeueAsync(id, CancellationToken.None)).ShouldBeFalse();

        (await Parked()).Count.ShouldBe(1);
    }

    private Task<string> Deliver(Poison poison) => Host.Deliver(DoWork.Queue, Encoding.UTF8.GetBytes(poison.Body ?? poison.Json), context =>
    {
        context.MessageId = poison.HasId ? poison.Id : null;
        context.ContentType = new System.Net.Mime.ContentType(poison.ContentType);
        if (poison.Type is { } type) context.Headers.Set(MessageHeaders.MessageType, type);
        context.Headers.Set(MessageHeaderNames.Organization, _organization.ToString());
        context.Headers.Set("test-more", "more");
    });

    private Task<List<string>> Parked(string state = "parked") =>
        Host.Database.List<string>($"select reason from parked where organization_id = '{_organization}' and state = '{state}'");

    private sealed record Poison
    {
        public required Guid Organization { get; init; }

        public Guid Work { get; } = Guid.NewGuid();

        public Guid Id { get; } = Guid.NewGuid();

        public string? Body { get; init; }

        public string ContentType { get; init; } = "application/json";

        public string? Type { get; init; } = MessageName.Urn<DoWork>();

        public bool HasId { get; init; } = true;

        public Func<Exception>? Thrown { get; init; }

        public string Json => $$"""{"organization_id":"{{Organization}}","work":"{{Work}}"}""";
    }
}

public sealed class InMemoryPoisonTests(InMemoryTransport transport) : PoisonConformance(transport), IClassFixture<InMemoryTransport>;

public sealed class RabbitMqPoisonTests(RabbitMqTransport transport) : PoisonConformance(transport), IClassFixture<RabbitMqTransport>
{
    [Fact]
    public async Task There_is_no_queue_of_errors_or_skipped_messages() =>
        (await VirtualHost.ListAsync("list_queues", "name")).Order().ShouldBe([WorkDone.Queue, DoWork.Queue]);

    [Fact]
    public async Task An_exception_of_a_megabyte_does_not_cost_the_connection()
    {
        var before = await Connections();
        await Poison_is_parked_once_and_the_others_go_on("an exception of a megabyte");
        (await Connections()).ShouldBe(before);
        before.ShouldNotBeEmpty();
    }

    private VirtualHost VirtualHost => ((RabbitMqTransport)Transport).VirtualHost;

    private async Task<string[]> Connections() =>
        [.. (await VirtualHost.Server.ControlAsync("list_connections", "--quiet", "--no-table-headers", "pid", "vhost")).Split('\n').Where(line => line.EndsWith($"\t{VirtualHost.Name}", StringComparison.Ordinal)).Order()];
}
