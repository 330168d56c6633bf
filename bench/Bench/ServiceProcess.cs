using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;

namespace IntentEngine.Bench;

/// <summary>One service as a process of its own beside a private PostgreSQL with default settings.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _keyFile;
    private readonly int _port;

    private ServiceProcess(Process process, string keyFile, int port) => (_process, _keyFile, _port) = (process, keyFile, port);

    /// <summary>Processor time used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="service">Name of the project, e.g. <c>Intents</c>.</param>
    /// <param name="database">Its database.</param>
    /// <param name="folder">Where its signing key goes.</param>
    public static async Task<ServiceProcess> StartAsync(string service, ServiceDatabaseConnections database, string folder)
    {
        var port = Loopback.FreePort();
        var keyFile = Path.Combine(folder, "dev-signing-key.json");
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, $"IntentEngine.{service}.dll"), "--environment=Development", $"--urls=http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            "--Logging:LogLevel:Default=Warning", $"--Authentication:DevelopmentKeyFile={keyFile}", "--Messaging:Transport=memory",
            $"--{service}:Database:Migrator={database.Migrator}", $"--{service}:Database:App={database.App}", $"--{service}:Database:Worker={database.Worker}",
        ];
        var process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!;
        process.OutputDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        var started = new ServiceProcess(process, keyFile, port);
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var watch = Stopwatch.StartNew();
        while (!await Loopback.IsReady(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"The service ended with {process.ExitCode} before it was ready.");
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("The service was not ready within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }

        return started;
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
}
