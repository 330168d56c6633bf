using IntentEngine.EndToEnd.Clusters;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace IntentEngine.EndToEnd.Checking;

/// <summary>What must hold on the broker once everything has settled.</summary>
internal static class BrokerInvariants
{
    private static readonly string[] OfLostMessages = ["_error", "_skipped"];

    /// <summary>What does not hold now: messages that nobody takes, queues nobody listens to, queues of lost messages.</summary>
    public static async Task<List<Violation>> Check(Cluster cluster)
    {
        var violations = new List<Violation>();
        await using var connection = await new ConnectionFactory { Uri = cluster.Broker.Uri }.CreateConnectionAsync();
        foreach (var queue in EngineQueues.All)
        {
            if (await Look(connection, queue) is not { } there) violations.Add(new Violation("every queue is there", queue));
            else if (there.MessageCount > 0) violations.Add(new Violation("every queue is empty", $"{queue}: {there.MessageCount}"));
            else if (there.ConsumerCount == 0) violations.Add(new Violation("every queue has a consumer", queue));
            foreach (var suffix in OfLostMessages)
            {
                if (await Look(connection, queue + suffix) is not null) violations.Add(new Violation("no queue of lost messages exists", queue + suffix));
            }
        }

        return violations;
    }

    // Asking for a queue that is not there closes the channel, so each question has its own.
    private static async Task<QueueDeclareOk?> Look(IConnection connection, string queue)
    {
        await using var channel = await connection.CreateChannelAsync();
        try
        {
            return await channel.QueueDeclarePassiveAsync(queue);
        }
        catch (OperationInterruptedException absent) when (absent.ShutdownReason?.ReplyCode == Constants.NotFound)
        {
            return null;
        }
    }
}
