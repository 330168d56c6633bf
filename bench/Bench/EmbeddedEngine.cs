using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IntentEngine.Hosting.Authentication;

namespace IntentEngine.Bench;

/// <summary>AllInOne as its own process, as <c>./dev up</c> starts it.</summary>
internal sealed class EmbeddedEngine : IAsyncDisposable
{
    private static readonly string[] Competitors = ["docker.com", "jenkins.io", "terraform.io"];

    private readonly Process _process;
    private readonly string _folder;
    private readonly bool _ownsFolder;

    private EmbeddedEngine(Process process, string folder, bool ownsFolder, int port, TimeSpan readyAfter)
    {
        (_process, _folder, _ownsFolder, Port, ReadyAfter) = (process, folder, ownsFolder, port, readyAfter);
    }

    public int Port { get; }

    /// <summary>From starting the process to the first ready answer.</summary>
    public TimeSpan ReadyAfter { get; }

    /// <summary>Resident memory of the engine's own process, in MB.</summary>
    public double ResidentMegabytes()
    {
        _process.Refresh();
        return _process.WorkingSet64 / 1024.0 / 1024.0;
    }

    public static async Task<EmbeddedEngine> StartAsync(string? folder = null)
    {
        var ownsFolder = folder is null;
        folder ??= Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-bench-{Guid.NewGuid():N}")).FullName;
        var port = Loopback.FreePort();
        var dll = Path.Combine(AppContext.BaseDirectory, "IntentEngine.AllInOne.dll");
        var start = new ProcessStartInfo("dotnet", [dll, "--port", port.ToString(System.Globalization.CultureInfo.InvariantCulture), "--data", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Gateway__Limits__OrganizationPerSecond"] = "100000";
        start.Environment["Gateway__Limits__OrganizationBurst"] = "100000";
        var watch = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (!await Loopback.IsReady(http))
        {
            if (process.HasExited) throw new InvalidOperationException($"The engine ended with {process.ExitCode} before it was ready.");
            if (watch.Elapsed > TimeSpan.FromSeconds(60)) throw new TimeoutException("The engine was not ready within 60 s.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        }

        return new EmbeddedEngine(process, folder, ownsFolder, port, watch.Elapsed);
    }

    /// <summary>A client with an administrator's token.</summary>
    public HttpClient Client()
    {
        var token = DevelopmentTokens.LoadOrCreate(Path.Combine(_folder, "dev-signing-key.json")).Issue("admin", Guid.NewGuid(), "bench", TimeSpan.FromHours(1));
        return new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{Port}"), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
    }

    /// <summary>Starts a content workflow and waits until it asks for its seeds.</summary>
    public static async Task<Guid> WorkflowAtSeedApproval(HttpClient http)
    {
        using var created = await http.PostAsJsonAsync("/api/intent-workflows", new
        {
            name = "bench",
            profile = new { name = "Harbor Tools", industry = "developer tools", goals = "grow sign-ups from search" },
            competitor_urls = Competitors,
        });
        created.EnsureSuccessStatusCode();
        var id = (await created.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
        for (var tries = 0; tries < 300; tries++)
        {
            var workflow = await http.GetFromJsonAsync<JsonElement>($"/api/intent-workflows/{id}");
            if (workflow.TryGetProperty("awaiting_approval", out var awaiting) && awaiting.GetString() == "seed_keywords") return id;
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        }

        throw new TimeoutException("The workflow did not reach the seed approval.");
    }

    /// <summary>Asks it to stop, as Ctrl-C does.</summary>
    public async ValueTask DisposeAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        _process.Dispose();
        if (_ownsFolder) Directory.Delete(_folder, recursive: true);
    }
}
