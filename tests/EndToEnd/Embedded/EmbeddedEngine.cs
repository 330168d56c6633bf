using IntentEngine.EndToEnd.Driving;
using IntentEngine.EndToEnd.Processes;
using IntentEngine.Hosting.Authentication;
using IntentEngine.Support;

namespace IntentEngine.EndToEnd.Embedded;

/// <summary>AllInOne as a process of its own, as <c>./dev up</c> starts it.</summary>
internal sealed class EmbeddedEngine : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"intent-engine-embedded-{Guid.NewGuid():N}")).FullName;
    private readonly Uri _address = FreePort.Address();
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private ProgramRun? _run;

    private EmbeddedEngine(IReadOnlyDictionary<string, string?> settings) => _settings = settings;

    /// <summary>Where it keeps databases and keys.</summary>
    public string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Where it listens.</summary>
    public Uri Address => _address;

    private string LogFile => Path.Combine(_folder, "engine.log");

    /// <summary>Starts it and waits until it is ready.</summary>
    /// <param name="settings">Settings beside its own; null: none.</param>
    public static async Task<EmbeddedEngine> StartAsync(IReadOnlyDictionary<string, string?>? settings = null)
    {
        var engine = new EmbeddedEngine(settings ?? new Dictionary<string, string?>());
        await engine.Start();
        return engine;
    }

    /// <summary>Starts it again on the same data folder.</summary>
    public async Task Start()
    {
        _run = await ProgramRun.StartAsync(ProgramFile.Of("AllInOne"), _settings, LogFile, $"--data={DataFolder}", $"--urls={_address.AbsoluteUri}");
        using var probe = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        await Eventually.Holds(async () =>
        {
            if (!Signals.Exists(_run.ProcessId)) throw new InvalidOperationException($"The engine did not start: {await File.ReadAllTextAsync(LogFile)}");
            try
            {
                return (await probe.GetAsync(new Uri(_address, "/health/ready"))).IsSuccessStatusCode;
            }
            catch (Exception absent) when (absent is HttpRequestException or OperationCanceledException)
            {
                return false;
            }
        }, "the engine is ready", TimeSpan.FromMinutes(2));
    }

    /// <summary>kill -9.</summary>
    public async Task Kill()
    {
        Signals.SendKill(_run!.ProcessId).ShouldBeTrue();
        await _run.WaitAsync();
        _run.Dispose();
        _run = null;
    }

    /// <summary>SIGTERM, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> Stop(CancellationToken within)
    {
        Signals.SendTerminate(_run!.ProcessId).ShouldBeTrue();
        return await _run.WaitAsync(within);
    }

    /// <summary>The API for somebody of <paramref name="organization"/>.</summary>
    public EngineApi Api(Guid organization, string role = "content_manager") => new([_address], Token(organization, role));

    /// <summary>A token that it accepts.</summary>
    public string Token(Guid organization, string role) =>
        DevelopmentTokens.LoadOrCreate(Path.Combine(DataFolder, "dev-signing-key.json")).Issue([role], organization, $"{role}-1", DevelopmentTokens.MaximumLifetime);

    /// <summary>Ids of the processes, other than the engine's own, that have its data folder on their command line.</summary>
    public List<int> ProcessesOnItsData()
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            try
            {
                var commandLine = File.ReadAllText(Path.Combine(folder, "cmdline"));
                if (commandLine.Contains(Path.Combine(DataFolder, "postgres"), StringComparison.Ordinal)) found.Add(id);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended in the meantime.
            }
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        _run?.Dispose();
        // A private server ends when its owner does, within moments.
        await Eventually.Holds(() => Task.FromResult(ProcessesOnItsData().Count == 0), "nothing uses the data folder any more", TimeSpan.FromSeconds(30));
        Directory.Delete(_folder, recursive: true);
    }
}
