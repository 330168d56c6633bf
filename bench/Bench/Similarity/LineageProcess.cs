using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;

namespace IntentEngine.Bench.Similarity;

/// <summary>The Lineage service as a process of its own beside a private PostgreSQL with default settings.</summary>
internal sealed class LineageProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _keyFile;
    private readonly int _port;

    private LineageProcess(Process process, string keyFile, int port) => (_process, _keyFile, _port) = (process, keyFile, port);

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<LineageProcess> StartAsync(ServiceDatabaseConnections database, string folder)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var keyFile = Path.Combine(folder, "dev-signing-key.json");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "IntentEngine.Lineage.dll"), "--environment=Development", $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            "--Logging:LogLevel:Default=Warning", $"--Authentication:DevelopmentKeyFile={keyFile}", "--Messaging:Transport=memory",
            $"--Lineage:Database:Migrator={database.Migrator}", $"--Lineage:Database:App={database.App}", $"--Lineage:Database:Worker={database.Worker}",
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var watch = Stopwatch.StartNew();
        while (!await IsReady(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"The service ended with {process.ExitCode} before it was ready.");
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("The service was not ready within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return new LineageProcess(process, keyFile, port);
    }

    /// <summary>A client that may do everything within the organization.</summary>
    public HttpClient Client(Guid organization)
    {
        var token = DevelopmentTokens.LoadOrCreate(_keyFile).Issue("admin", organization, "bench", TimeSpan.FromHours(1));
        return new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_port}"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public async ValueTask DisposeAsync()
    {
        using var stop = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static async Task<bool> IsReady(HttpClient http)
    {
        try
        {
            using var response = await http.GetAsync("/health/ready");
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
