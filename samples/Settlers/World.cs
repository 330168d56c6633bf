using System.Collections.Concurrent;
using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Contracts.Intents;
using MassTransit;

namespace IntentEngine.Settlers;

/// <summary>The worker: claims actions that are ready, does them, and reports. It knows nothing of owners or tokens.</summary>
public sealed class World(Village village)
{
    private static readonly string Ready = MessageUrn.ForTypeString<ActionReady>();

    private readonly ConcurrentDictionary<Guid, bool> _mine = new();

    /// <summary>Settlers whose way is blocked: they fail to move.</summary>
    public ConcurrentDictionary<string, bool> Blocked { get; } = new();

    /// <summary>Called while a settler does a thing, before it is done; a task that does not end keeps it at it.</summary>
    public Func<string, string, Task> During { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Starts to listen for actions.</summary>
    public Task ListenAsync() => village.Broker.Listen("settlers-world", ["action-queues.action-ready.v1", "action-queues.action-claimed.v1"], Offered);

    private Task Offered(string type, ReadOnlyMemory<byte> body)
    {
        if (type == Ready) return Claim(JsonSerializer.Deserialize<ActionReady>(body.Span, ContractJson.Options)!);
        var claimed = JsonSerializer.Deserialize<ActionClaimed>(body.Span, ContractJson.Options)!;
        // Not in the way of other deliveries: a settler may be at it for long.
        if (_mine.TryRemove(claimed.ExecutionId, out _)) village.Later(TimeSpan.Zero, () => Do(claimed));
        return Task.CompletedTask;
    }

    private Task Claim(ActionReady ready)
    {
        if (ready.OrganizationId != village.Organization) return Task.CompletedTask;
        var execution = Guid.NewGuid();
        _mine[execution] = true;
        return village.Broker.Send(EnqueueActions.Queue, new ClaimAction { OrganizationId = village.Organization, Subject = ready.Subject, Worker = "world", ExecutionId = execution });
    }

    private async Task Do(ActionClaimed claimed)
    {
        var type = claimed.Action.GetProperty("type").GetString();
        if (type == "do") await During(claimed.Subject, claimed.Action.GetProperty("what").GetString()!);
        if (type == "move" && Blocked.ContainsKey(claimed.Subject))
            await village.Broker.Send(EnqueueActions.Queue, new FailAction { OrganizationId = village.Organization, Subject = claimed.Subject, ExecutionId = claimed.ExecutionId, Reason = "movement_failed" });
        else
            await village.Broker.Send(EnqueueActions.Queue, new CompleteAction { OrganizationId = village.Organization, Subject = claimed.Subject, ExecutionId = claimed.ExecutionId });
    }
}
