using RabbitMQ.Client.Exceptions;

namespace IntentEngine.Messaging.Direct;

/// <summary>Whether the broker takes a new connection: what the bus knows of its own does not tell.</summary>
internal sealed class BrokerProbe(MessagingOptions options)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>False: it is away, or it took more than five seconds.</summary>
    public async Task<bool> Answers(CancellationToken cancel)
    {
        try
        {
            return await Connect(cancel).WaitAsync(Patience, TimeProvider.System, cancel);
        }
        catch (Exception absent) when (absent is BrokerUnreachableException or TimeoutException)
        {
            return false;
        }
    }

    private async Task<bool> Connect(CancellationToken cancel)
    {
        await using var connection = await DirectConnection.Open(options, "probe", 1, cancel);
        return connection.IsOpen;
    }
}
