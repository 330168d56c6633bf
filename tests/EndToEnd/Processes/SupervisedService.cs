using System.Diagnostics;

namespace IntentEngine.EndToEnd.Processes;

/// <summary>One service as an operator runs it: a process of its own that is started again whenever it ends.</summary>
internal sealed class SupervisedService : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly string _program;
    private readonly IReadOnlyDictionary<string, string?> _environment;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _supervision;
    private volatile ProgramRun? _run;
    private volatile bool _stopping;
    private volatile int _killed;

    /// <summary>Starts it and keeps it started.</summary>
    public SupervisedService(string name, string program, Uri address, IReadOnlyDictionary<string, string?> environment, string logFolder)
    {
        Name = name;
        Address = address;
        LogFile = Path.Combine(logFolder, $"{name}.log");
        _program = program;
        _environment = environment;
        _supervision = Supervise();
    }

    /// <summary>Name for reports and its log.</summary>
    public string Name { get; }

    /// <summary>Where it listens; the same after every start.</summary>
    public Uri Address { get; }

    /// <summary>What it wrote, over all its runs.</summary>
    public string LogFile { get; }

    /// <summary>Runs so far.</summary>
    public int Starts { get; private set; }

    /// <summary>Runs that ended although nobody here ended them.</summary>
    public int UnexpectedEnds { get; private set; }

    /// <summary>Process id of the present run. Null: it is being started again.</summary>
    public int? ProcessId => _run?.ProcessId;

    /// <summary>kill -9.</summary>
    /// <returns>Whether a process was there to be killed.</returns>
    public bool Kill()
    {
        if (_run is not { } run) return false;
        _killed = run.ProcessId;
        return Signals.SendKill(run.ProcessId);
    }

    /// <summary>Whether it says that it is ready.</summary>
    public async Task<bool> IsReady()
    {
        try
        {
            using var answer = await Probe.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (Exception absent) when (absent is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Asks it to stop, and kills it when it does not within 30 s.</summary>
    /// <returns>Its exit code. Null: it had to be killed.</returns>
    public async Task<int?> StopAsync()
    {
        _stopping = true;
        await _stop.CancelAsync();
        if (_run is not { } run)
        {
            await _supervision;
            return 0;
        }

        Signals.SendTerminate(run.ProcessId);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            var code = await run.WaitAsync(limit.Token);
            await _supervision;
            return code;
        }
        catch (OperationCanceledException)
        {
            run.Dispose();
            await _supervision;
            return null;
        }
    }

    /// <summary>Kills it for good.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_stopping)
        {
            _stopping = true;
            await _stop.CancelAsync();
            if (_run is { } run) Signals.SendKill(run.ProcessId);
        }

        await _supervision;
        _stop.Dispose();
    }

    private async Task Supervise()
    {
        var pause = FirstPause;
        while (!_stopping)
        {
            var watch = Stopwatch.StartNew();
            using (var run = await ProgramRun.StartAsync(_program, _environment, LogFile))
            {
                Starts++;
                _run = run;
                if (_stopping) Signals.SendKill(run.ProcessId);
                await run.WaitAsync();
                _run = null;
                if (!_stopping && _killed != run.ProcessId) UnexpectedEnds++;
            }

            pause = watch.Elapsed > LongestPause ? FirstPause : pause * 2 < LongestPause ? pause * 2 : LongestPause;
            await Task.Delay(pause, TimeProvider.System, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
