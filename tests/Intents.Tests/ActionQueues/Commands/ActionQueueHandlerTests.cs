using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using IntentEngine.Intents.ActionQueues.Hosts;
using IntentEngine.Messaging;
using IntentEngine.Support;
using MassTransit;
using Npgsql;
using RabbitMQ.Client;
using Broker = IntentEngine.Settlers.Broker;

namespace IntentEngine.Intents.ActionQueues.Commands;

/// <summary>Commands straight from RabbitMQ keep the promises that the pipeline keeps.</summary>
[Collection(nameof(BrokerHost))]
public sealed class ActionQueueHandlerTests(BrokerHost host)
{
    private readonly Guid _organization = Guid.NewGuid();
    private readonly ConcurrentQueue<string> _told = new();

    [Fact]
    public async Task Poison_is_parked_and_the_queue_goes_on()
    {
        await using var connection = await new ConnectionFactory { Uri = host.Engine.Amqp }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        var good = Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(Wish("token-1"), ContractJson.Options));
        var type = MessageName.Urn<EnqueueActions>();
        var poison = new (string? Id, string? Type, string Body)[]
        {
            (null, type, good), ("not-a-uuid", type, good), (Guid.NewGuid().ToString(), null, good), (Guid.NewGuid().ToString(), "urn:message:nobody:knows:v1", good),
            (Guid.NewGuid().ToString(), type, "{"), (Guid.NewGuid().ToString(), type, "null"), (Guid.NewGuid().ToString(), type, "{}"),
            (Guid.NewGuid().ToString(), type, good.Replace(_organization.ToString(), Guid.NewGuid().ToString())),
            (Guid.NewGuid().ToString(), type, good.Replace("\"work\"", "\"strangers\"")),
        };
        foreach (var (id, messageType, body) in poison)
        {
            var headers = new Dictionary<string, object?> { [MessageHeaderNames.Organization] = _organization.ToString() };
            if (messageType is not null) headers["MT-MessageType"] = messageType;
            var properties = new BasicProperties { Headers = headers };
            if (id is not null) properties.MessageId = id;
            await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, properties, Encoding.UTF8.GetBytes(body));
        }

        await EnqueueAndDo("token-2");
        await Eventually.Holds(async () => await Count("parked") == poison.Length, $"{poison.Length} parked messages");
        (await Count("action_queue_log")).ShouldBe(1);
    }

    [Fact]
    public async Task CloudEvents_are_read_in_both_modes_and_a_repeat_is_recognised_by_source_and_id()
    {
        await using var connection = await new ConnectionFactory { Uri = host.Engine.Amqp }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new CreateChannelOptions(true, true));
        foreach (var prefix in new[] { "cloudEvents:", "cloudEvents_" })
        {
            // No message id and no type of ours: the event says both.
            var binary = new BasicProperties
            {
                ContentType = "application/json",
                Headers = new Dictionary<string, object?>
                {
                    [$"{prefix}specversion"] = "1.0",
                    [$"{prefix}id"] = $"event {prefix}",
                    [$"{prefix}source"] = "/village",
                    [$"{prefix}type"] = "action-queues.enqueue.v1",
                },
            };
            for (var i = 0; i < 2; i++) await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, binary, JsonSerializer.SerializeToUtf8Bytes(Wish($"token {prefix}"), ContractJson.Options));
        }

        var structured = JsonSerializer.SerializeToUtf8Bytes(new { specversion = "1.0", id = "event", source = "/village", type = "action-queues.enqueue.v1", data = JsonSerializer.SerializeToElement(Wish("token"), ContractJson.Options) });
        for (var i = 0; i < 2; i++) await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, new BasicProperties { ContentType = "application/cloudevents+json; charset=utf-8" }, structured);
        // Events that are none.
        await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, new BasicProperties { ContentType = "application/cloudevents+json" }, "{}"u8.ToArray());
        await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, new BasicProperties { ContentType = "application/cloudevents-batch+json" }, "[]"u8.ToArray());
        await channel.BasicPublishAsync(EnqueueActions.Queue, "", true, new BasicProperties { Headers = new Dictionary<string, object?> { ["cloudEvents:specversion"] = "1.0", [MessageHeaderNames.Organization] = _organization.ToString() } }, structured);

        await using var broker = await Broker.ConnectAsync(host.Engine.Amqp, _organization);
        await broker.Send(EnqueueActions.Queue, Wish("last"));

        await Eventually.Holds(async () => await Count("action_queues") == 4 && await Count("parked") == 1, "three events and what came last to be enqueued, and the event without an id to be parked", TimeSpan.FromSeconds(60));
        (await Count("parked where reason like 'Expected the CloudEvents attribute id%'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_broker_that_restarts_is_connected_to_again()
    {
        await EnqueueAndDo("before");

        await host.Engine.RabbitMq.RestartAsync();

        await EnqueueAndDo("after");
        _told.Distinct().ShouldBe(["before", "after"]);
    }

    // From enqueue to outcome, over the broker alone. The connection may be refused for a moment after a restart.
    private async Task EnqueueAndDo(string token)
    {
        await using var broker = await Eventually.Gives(async () =>
        {
            try
            {
                return await Broker.ConnectAsync(host.Engine.Amqp, _organization);
            }
            catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException)
            {
                return null;
            }
        }, "a connection to the broker", TimeSpan.FromSeconds(60));
        await broker.Listen(CompletionReported.QueueOf("work"), [], (_, body) =>
        {
            var told = JsonSerializer.Deserialize<QueueCompleted>(body.Span, ContractJson.Options)!;
            if (told.OrganizationId == _organization) _told.Enqueue(told.Token);
            return Task.CompletedTask;
        });
        var execution = Guid.NewGuid();
        await broker.Send(EnqueueActions.Queue, Wish(token));
        await Eventually.Holds(async () => await Count("action_queues where status = 'running'") == 1, "the queue to run", TimeSpan.FromSeconds(60));
        await broker.Send(EnqueueActions.Queue, new ClaimAction { OrganizationId = _organization, Subject = "settler-1", Worker = "legs", ExecutionId = execution });
        await Eventually.Holds(async () => await Count("action_queues where execution_id is not null") == 1, "the claim to win", TimeSpan.FromSeconds(60));
        await broker.Send(EnqueueActions.Queue, new CompleteAction { OrganizationId = _organization, Subject = "settler-1", ExecutionId = execution });
        await Eventually.Holds(() => Task.FromResult(_told.Contains(token)), $"the outcome of {token}", TimeSpan.FromSeconds(60));
    }

    private EnqueueActions Wish(string token) => new()
    {
        OrganizationId = _organization,
        Subject = "settler-1",
        Owner = "work",
        CompletionToken = token,
        Actions = [JsonSerializer.SerializeToElement(new { type = "move" })],
    };

    private async Task<long> Count(string rows)
    {
        await using var database = NpgsqlDataSource.Create(host.Engine.Database.Worker);
        await using var command = database.CreateCommand($"select count(*) from (select organization_id from {rows}) as r where organization_id = '{_organization}'");
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
