using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace IntentEngine.EndToEnd.Processes;

/// <summary>Ports of 127.0.0.1 that a service keeps from start to start.</summary>
/// <remarks>Below what the kernel gives to outgoing connections and below what the private servers take, so that nobody takes it while the service is away.</remarks>
internal static class FreePort
{
    private const int First = 12_000;
    private const int AfterLast = 19_000;

    /// <summary>An address nobody listens on.</summary>
    public static Uri Address()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, AfterLast);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return new Uri($"http://127.0.0.1:{port}");
            }
            catch (SocketException)
            {
                // Taken; another one.
            }
        }
    }
}
