using System.Net;
using System.Net.Sockets;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>Asks a port whether it speaks AMQP 0-9-1. An open port alone proves nothing: a container engine opens it before the broker is up.</summary>
internal static class AmqpProbe
{
    private const byte MethodFrame = 1;

    private static readonly byte[] ProtocolHeader = [(byte)'A', (byte)'M', (byte)'Q', (byte)'P', 0, 0, 9, 1];

    /// <summary>True when the broker answers the protocol header with its first frame (Connection.Start).</summary>
    public static async Task<bool> AnswersAsync(int port, CancellationToken cancel)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), cancel);
            await socket.SendAsync(ProtocolHeader, cancel);
            var answer = new byte[1];
            return await socket.ReceiveAsync(answer, cancel) == 1 && answer[0] == MethodFrame;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
