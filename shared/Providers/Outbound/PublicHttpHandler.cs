using System.Net;
using System.Net.Sockets;

namespace IntentEngine.Providers.Outbound;

/// <summary>Makes HTTP handlers that connect to public addresses only.</summary>
public static class PublicHttpHandler
{
    /// <summary>
    /// A handler that resolves a name once, refuses it when any of its addresses is not public, and connects to exactly the addresses it vetted, so that a name
    /// which changes between check and use (DNS rebinding) gains nothing. It follows no redirect (each hop must be vetted by the caller) and uses no proxy (which would resolve again).
    /// </summary>
    /// <param name="resolve">How names become addresses. Null: the system's resolver.</param>
    /// <exception cref="BlockedAddressException">Inside <see cref="HttpRequestException"/>, when the host is or resolves to a non-public address.</exception>
    public static SocketsHttpHandler Create(Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
    {
        var handler = Plain();
        handler.ConnectCallback = async (context, cancel) =>
            await Connect(await Vet(context.DnsEndPoint.Host, resolve ?? Dns.GetHostAddressesAsync, cancel), context.DnsEndPoint.Port, cancel);
        return handler;
    }

    /// <summary>The handler for a base URL from the operator's own settings: guarded when its host is a public name, plain when it is on loopback or in the private network (a simulator, Ollama).</summary>
    /// <param name="baseUrl">From configuration, never from a user.</param>
    /// <param name="allowPrivateNetwork">The operator says that this public-looking name is inside the private network.</param>
    public static SocketsHttpHandler ForConfigured(Uri baseUrl, bool allowPrivateNetwork) =>
        allowPrivateNetwork || PublicHost.Problem(baseUrl.IdnHost.Trim('[', ']')) is not null ? Plain() : Create();

    private static SocketsHttpHandler Plain() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    private static async Task<IPAddress[]> Vet(string host, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancel)
    {
        if (PublicHost.Problem(host.Trim('[', ']')) is { } problem) throw new BlockedAddressException($"Refused to connect to {host}: {problem}.");
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var literal) ? [literal] : await resolve(host, cancel);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        return addresses.All(PublicIpAddress.IsPublic)
            ? addresses
            : throw new BlockedAddressException($"Refused to connect to {host}: it resolves to an address that is not public.");
    }

    private static async ValueTask<Stream> Connect(IPAddress[] addresses, int port, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }
}
