using System.Net;
using System.Text.Json;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Intents.Hosts;
using IntentEngine.Intents.Owners;
using IntentEngine.Messaging;
using MassTransit;

namespace IntentEngine.Intents.Creation;

/// <summary>Intents with owners that the organization registered (seed 003: work, needs, navigation, workflows and any that registers).</summary>
public sealed class IntentOwnersTests(QueueHost host)
{
    private readonly Settler _settler = new(host);

    [Theory]
    [InlineData("complete", "completed")]
    [InlineData("fail", "failed no such file")]
    [InlineData("cancel", "rejected not wanted")]
    public async Task A_registered_owner_is_told_the_end_on_its_queue(string verb, string told)
    {
        await Register("carriers", new { delivery = "queue", queue = "completions-logistics" });
        var id = await Create("carriers");
        await End(id, verb);

        (await _settler.Heard(1)).ShouldBe([$"carriers token-1 {told}"]);
    }

    [Fact]
    public async Task A_registered_owner_is_told_the_end_over_its_webhook()
    {
        await using var receiver = await Receiver.StartAsync();
        await Register("hooked", new { delivery = "webhook", url = receiver.Url.AbsoluteUri });
        await End(await Create("hooked"), "complete");

        var got = (await receiver.Wait(1))[0];
        got.Body.ShouldBe($$"""{"organization_id":"{{_settler.Organization}}","owner":"hooked","token":"token-1","outcome":"completed"}""");
        got.Headers["IntentEngine-Event-Type"].ShouldBe("completions.reported.v1");
    }

    [Fact]
    public async Task An_end_that_is_told_again_is_the_same_event()
    {
        await using var receiver = await Receiver.StartAsync();
        await Register("hooked", new { delivery = "webhook", url = receiver.Url.AbsoluteUri });
        var id = await Create("hooked");
        await End(id, "fail");
        (await Send("/api/intents", new { intent_id = id, intent_type = "carry", owner = "hooked", completion_token = "token-1" })).ShouldBe(HttpStatusCode.OK);

        (await receiver.Wait(2)).Select(request => request.Headers["IntentEngine-Event-Id"]).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Who_superseded_an_intent_leaves_its_owner_told()
    {
        await Register("logistics", new { delivery = "queue" });
        await Create("logistics", target: "a-1");
        await Create(null, target: "a-1");

        (await _settler.Heard(1)).ShouldBe(["logistics token-1 rejected superseded"]);
    }

    [Fact]
    public async Task Over_the_broker_it_is_the_same()
    {
        await Register("logistics", new { delivery = "queue" });
        await Command("logistics", "i-1");
        await Command("strangers", "i-2");
        await End("i-1", "complete");

        (await _settler.Heard(1)).ShouldBe(["logistics token-1 completed"]);
        (await _settler.Count("parked")).ShouldBe(1);
        (await _settler.Send(HttpMethod.Get, "/api/intents/i-2", null, "member")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task An_owner_that_only_another_organization_registered_is_refused_and_nothing_is_written()
    {
        await Register("logistics", new { delivery = "queue" });
        var other = new Settler(host);

        var refused = (await Send("/api/intents", Body("logistics"), other)).ShouldBe(HttpStatusCode.BadRequest);

        refused.Faults.ShouldBe(["owner"]);
        refused.Body.ToString().ShouldContain("PUT /api/owners");
        (await other.Count("intent_executions")).ShouldBe(0);
    }

    [Fact]
    public async Task An_owner_with_an_open_intent_stays_registered()
    {
        await Register("logistics", new { delivery = "queue" });
        var id = await Create("logistics");
        (await _settler.Send(HttpMethod.Delete, "/api/owners/logistics", null, "admin")).ShouldBe(HttpStatusCode.Conflict);
        await End(id, "complete");

        (await _settler.Send(HttpMethod.Delete, "/api/owners/logistics", null, "admin")).ShouldBe(HttpStatusCode.NoContent);
    }

    private async Task Register(string name, object body) => (await _settler.Send(HttpMethod.Put, $"/api/owners/{name}", body, "admin")).ShouldBe(HttpStatusCode.OK);

    private async Task<string> Create(string? owner, string? target = null) => (await Send("/api/intents", Body(owner, target))).ShouldBe(HttpStatusCode.Created)["intent_id"]!;

    private async Task End(string id, string verb, string execution = "execution-1")
    {
        if (verb == "cancel")
        {
            (await Send($"/api/intents/{id}/cancel", new { reason = "not wanted" })).ShouldBe(HttpStatusCode.OK);
            return;
        }

        (await Send($"/api/intents/{id}/claim", new { worker = "legs", execution_id = execution }, role: "worker")).ShouldBe(HttpStatusCode.OK);
        (await Send($"/api/intents/{id}/{verb}", verb == "fail" ? new { execution_id = execution, error = "no such file" } : new { execution_id = execution }, role: "worker")).ShouldBe(HttpStatusCode.OK);
    }

    private Task<Answer> Send(string path, object? body, Settler? who = null, string role = "member") => (who ?? _settler).Send(HttpMethod.Post, path, body, role);

    private async Task Command(string owner, string id)
    {
        var messageId = Guid.NewGuid();
        var queue = await host.Bus.GetSendEndpoint(new Uri($"exchange:{CreateIntent.Queue}"));
        var command = new CreateIntent
        {
            OrganizationId = _settler.Organization,
            IntentId = id,
            IntentType = "carry",
            Owner = owner,
            CompletionToken = "token-1",
            CreatedBy = "service:tests",
            Context = JsonSerializer.SerializeToElement(new { }),
        };
        await queue.Send(command, Pipe.Execute<SendContext<CreateIntent>>(context =>
        {
            context.MessageId = messageId;
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<CreateIntent>());
            context.Headers.Set(MessageHeaderNames.Organization, _settler.Organization.ToString());
        }));
        await host.Deliveries.Next(messageId);
    }

    private static object Body(string? owner, string? target = null) =>
        new { intent_type = "carry", target_artifact_id = target, owner, completion_token = owner is null ? null : "token-1" };
}
