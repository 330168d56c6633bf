using System.Net;
using System.Net.Sockets;

namespace IntentEngine.Messaging.Hosts;

/// <summary>The line between a process and the broker, which a test can cut, and hold up in the middle of an exchange.</summary>
public sealed class BrokerLine : IAsyncDisposable
{
    /// <summary>AMQP's <c>queue.declare</c>.</summary>
    public static readonly (byte Class, byte Method) QueueDeclare = (50, 10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Uri _broker;
    private readonly List<TcpClient> _connections = [];
    private readonly Lock _lock = new();
    private readonly Task _accepting;
    private TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private (byte Class, byte Method)? _holdAfter;
    private volatile bool _refusing;

    public BrokerLine(Uri broker)
    {
        _broker = broker;
        _open.SetResult();
        _listener.Start();
        Uri = new UriBuilder(broker) { Port = ((IPEndPoint)_listener.LocalEndpoint).Port }.Uri;
        _accepting = Accept();
    }

    /// <summary>The broker's address, by way of this line.</summary>
    public Uri Uri { get; }

    /// <summary>Breaks every connection.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            foreach (var connection in _connections) connection.Dispose();
            _connections.Clear();
        }
    }

    /// <summary>Breaks every connection, and takes no other: the broker is away.</summary>
    public void Refuse()
    {
        _refusing = true;
        Cut();
    }

    /// <summary>Holds the broker's answers back from the next such command on.</summary>
    public void HoldAnswersAfter((byte Class, byte Method) command)
    {
        lock (_lock) _holdAfter = command;
    }

    /// <summary>Lets them pass again.</summary>
    public void Release()
    {
        lock (_lock)
        {
            _holdAfter = null;
            _open.TrySetResult();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Release();
        Refuse();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Accept()
    {
        while (true)
        {
            var near = await _listener.AcceptTcpClientAsync();
            if (_refusing) near.Dispose();
            else _ = Connect(near);
        }
    }

    private async Task Connect(TcpClient near)
    {
        using var far = new TcpClient();
        using (near)
        {
            await far.ConnectAsync(IPAddress.Loopback, _broker.Port);
            lock (_lock) _connections.AddRange([near, far]);
            await Task.WhenAny(Carry(near, far, Watch), Carry(far, near, _ => Task.CompletedTask, held: true));
        }
    }

    private async Task Carry(TcpClient from, TcpClient to, Func<ReadOnlyMemory<byte>, Task> watch, bool held = false)
    {
        var buffer = new byte[64 * 1024];
        var (source, target) = (from.GetStream(), to.GetStream());
        try
        {
            for (int read; (read = await source.ReadAsync(buffer)) > 0;)
            {
                await watch(buffer.AsMemory(0, read));
                if (held) await _open.Task;
                await target.WriteAsync(buffer.AsMemory(0, read));
            }
        }
        catch (Exception cut) when (cut is IOException or ObjectDisposedException or SocketException)
        {
            // One of the ends is gone, and so is the other.
        }
    }

    // A method frame: type 1, channel, size, class, method.
    private Task Watch(ReadOnlyMemory<byte> sent)
    {
        lock (_lock)
        {
            if (_holdAfter is not { } command) return Task.CompletedTask;
            var bytes = sent.Span;
            for (var i = 0; i + 11 <= bytes.Length; i++)
            {
                if (bytes[i] != 1 || bytes[i + 7] != 0 || bytes[i + 8] != command.Class || bytes[i + 9] != 0 || bytes[i + 10] != command.Method) continue;
                _holdAfter = null;
                _open = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                break;
            }
        }

        return Task.CompletedTask;
    }
}
