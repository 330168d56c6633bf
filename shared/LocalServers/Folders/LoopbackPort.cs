using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace IntentEngine.LocalServers.Folders;

/// <summary>Free TCP ports on 127.0.0.1.</summary>
/// <remarks>
/// Below the range from which the kernel takes the local ports of outgoing connections (Linux 32768, macOS 49152): a server
/// that restarts on its old port must not find that a client got it in the meantime.
/// </remarks>
public static class LoopbackPort
{
    private const int First = 20_000;
    private const int AfterLast = 32_000;
    private const int Attempts = 200;

    /// <summary>A port that nobody listens on now.</summary>
    /// <exception cref="LocalServerException">None was found.</exception>
    public static int FindFree()
    {
        for (var i = 0; i < Attempts; i++)
        {
            var port = RandomNumberGenerator.GetInt32(First, AfterLast);
            if (IsFree(port)) return port;
        }

        throw new LocalServerException($"No free port found on 127.0.0.1 between {First} and {AfterLast} in {Attempts} attempts. Stop what uses them.");
    }

    /// <summary>Whether nobody listens on the port now.</summary>
    public static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen(1);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
