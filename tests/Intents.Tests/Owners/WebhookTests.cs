using System.Net;
using System.Security.Cryptography;
using System.Text;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;
using IntentEngine.Support;

namespace IntentEngine.Intents.Owners;

public sealed class WebhookTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    [Fact]
    public async Task An_outcome_arrives_signed_with_owner_token_and_reason_alone()
    {
        await using var receiver = await Receiver.StartAsync();
        var secret = await Register(receiver.Url);
        await _settler.Enqueue("a", "hooked");
        await _settler.Fail(await _settler.Claim());

        var got = (await receiver.Wait(1))[0];

        got.Body.ShouldBe($$"""{"organization_id":"{{_settler.Organization}}","owner":"hooked","token":"a","reason":"movement_failed"}""");
        got.Headers["IntentEngine-Event-Type"].ShouldBe("action-queues.queue-failed.v1");
        var signed = $"{got.Headers["IntentEngine-Timestamp"]}.{got.Headers["IntentEngine-Event-Id"]}.{got.Body}";
        got.Headers["IntentEngine-Signature"].ShouldBe("v1=" + Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromHexString(secret), Encoding.UTF8.GetBytes(signed))));
        long.Parse(got.Headers["IntentEngine-Timestamp"], null).ShouldBeInRange(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task What_is_not_accepted_comes_again_with_the_same_event_id()
    {
        await using var receiver = await Receiver.StartAsync(HttpStatusCode.InternalServerError, HttpStatusCode.Redirect);
        await Register(receiver.Url);
        await _settler.Enqueue("a", "hooked");
        await _settler.DoOne();

        // Bring the retries forward instead of waiting for them.
        for (var i = 1; i <= 2; i++)
        {
            await receiver.Wait(i);
            await Eventually.Holds(() => Hurry(), "the retry to be in the outbox");
        }

        var got = await receiver.Wait(3);
        got.Select(request => request.Headers["IntentEngine-Event-Id"]).Distinct().Count().ShouldBe(1);
        await Eventually.Holds(async () => await _settler.Count("outbox") == 0, "nothing left to send");
        (await _settler.Count("parked")).ShouldBe(0);
        receiver.Got.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_never_accepts_is_parked_in_the_end()
    {
        await using var receiver = await Receiver.StartAsync([.. Enumerable.Repeat(HttpStatusCode.BadGateway, 20)]);
        await Register(receiver.Url);

        await Deliver(attempt: 15);

        (await _settler.Count("parked")).ShouldBe(1);
        (await _settler.Count("outbox")).ShouldBe(0);
    }

    [Fact]
    public async Task A_delivery_to_an_owner_without_webhook_is_parked()
    {
        await Deliver(attempt: 1);

        (await _settler.Count("parked")).ShouldBe(1);
    }

    [Fact]
    public async Task A_name_that_leads_inside_is_refused_when_it_is_connected_to()
    {
        var settings = new OwnerSettings { SecretKey = Convert.ToBase64String(new byte[32]) };
        var secrets = new OwnerSecrets(settings);
        using var sender = new WebhookSender(settings, secrets, TimeProvider.System);
        var owner = new RegisteredOwner { Name = "hooked", Delivery = OwnerDelivery.Webhook, Url = new Uri("https://127.0.0.1/"), Secret = secrets.Protect(OwnerSecrets.Create(), _settler.Organization, "hooked") };

        (await sender.Send(owner, Delivery(1), CancellationToken.None)).ShouldNotBeNull().ShouldContain("Refused to connect");
    }

    [Fact]
    public void Pauses_double_from_five_seconds_to_an_hour()
    {
        var id = Guid.NewGuid();
        for (var attempt = 1; attempt <= 40; attempt++)
        {
            var full = Math.Min(5 * Math.Pow(2, attempt - 1), 3600);
            WebhookBackoff.After(attempt, id).TotalSeconds.ShouldBeInRange(full * 0.8, full);
        }
    }

    private async Task<string> Register(Uri url) =>
        (await _settler.Send(HttpMethod.Put, "/api/owners/hooked", new { delivery = "webhook", url = url.AbsoluteUri }, "admin")).ShouldBe(HttpStatusCode.OK)["secret"]!;

    private async Task<bool> Hurry()
    {
        await using var command = host.Database.Worker.CreateCommand($"update outbox set due = now() where organization_id = '{_settler.Organization}' and destination = 'owner-webhooks' and due > now() + interval '3 seconds'");
        return await command.ExecuteNonQueryAsync() == 1;
    }

    private async Task Deliver(int attempt)
    {
        var id = Guid.NewGuid();
        var queue = await host.Bus.GetSendEndpoint(new Uri($"exchange:{DeliverToOwner.Queue}"));
        await queue.Send(Delivery(attempt), MassTransit.Pipe.Execute<MassTransit.SendContext<DeliverToOwner>>(context =>
        {
            context.MessageId = id;
            context.Headers.Set(MassTransit.MessageHeaders.MessageType, Messaging.MessageName.Urn<DeliverToOwner>());
            context.Headers.Set(Messaging.MessageHeaderNames.Organization, _settler.Organization.ToString());
        }));
        await host.Deliveries.Next(id);
    }

    private DeliverToOwner Delivery(int attempt) => new()
    {
        OrganizationId = _settler.Organization,
        Owner = "hooked",
        EventId = Guid.NewGuid(),
        EventType = "action-queues.queue-completed.v1",
        Body = System.Text.Json.JsonSerializer.SerializeToElement(new { token = "a" }),
        Attempt = attempt,
    };
}
