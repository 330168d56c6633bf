using IntentEngine.LocalServers;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.Cli.Engine;

/// <summary>One process of the engine: started, watched, started again when it falls, and stopped. It never outlives this program.</summary>
internal sealed class ServiceProcess : IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan RanWell = TimeSpan.FromMinutes(1);

    private readonly ServiceSpec spec;
    private readonly TextWriter progress;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SupervisedProcess process;
    private Task watching = Task.CompletedTask;

    private ServiceProcess(ServiceSpec spec, SupervisedProcess process, TextWriter progress, TimeProvider clock)
    {
        this.spec = spec;
        this.process = process;
        this.progress = progress;
        this.clock = clock;
    }

    /// <summary>Name among the engine's processes.</summary>
    public string Name => spec.Name;

    /// <summary>Where it listens.</summary>
    public Uri Address => spec.Address;

    /// <summary>File that takes its output.</summary>
    public string LogFile => spec.LogFile;

    /// <summary>Id of the present process.</summary>
    public int ProcessId => process.ProcessId;

    /// <summary>Completes at its first unasked end.</summary>
    public Task Ended => ended.Task;

    /// <summary>Starts the process; does not wait until it is ready.</summary>
    /// <param name="spec">How.</param>
    /// <param name="progress">Takes a line for each restart.</param>
    /// <param name="clock">Measures the pauses between restarts.</param>
    /// <param name="cancel">Gives up starting.</param>
    public static async Task<ServiceProcess> StartAsync(ServiceSpec spec, TextWriter progress, TimeProvider clock, CancellationToken cancel)
    {
        var service = new ServiceProcess(spec, await SupervisedProcess.StartAsync(Command(spec), cancel), progress, clock);
        service.watching = service.WatchAsync();
        return service;
    }

    /// <summary>Returns when the service says it is ready.</summary>
    /// <exception cref="CommandException">It ended instead, or was not ready in time; the message has the end of its log.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancel) => Readiness.WaitAsync(this, spec.ReadyPath, clock, cancel);

    /// <summary>Stops the process cleanly; after 20 s it is killed.</summary>
    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested) return;
        await stopping.CancelAsync();
        await watching;
        await process.DisposeAsync();
        stopping.Dispose();
    }

    private static ServerCommand Command(ServiceSpec spec) => new()
    {
        Arguments = spec.Command,
        Environment = spec.Environment,
        LogFile = spec.LogFile,
        PidFile = spec.PidFile,
        Marker = spec.Command[1],
        StopSignal = "TERM",
    };

    private async Task WatchAsync()
    {
        var pause = FirstPause;
        try
        {
            while (true)
            {
                var since = clock.GetTimestamp();
                await process.WaitForExitAsync(stopping.Token);
                ended.TrySetResult();
                if (!spec.Restarts) return;

                if (clock.GetElapsedTime(since) > RanWell) pause = FirstPause;
                await progress.WriteLineAsync($"{Name} ended with exit code {process.ExitCode}; it is started again in {pause.TotalSeconds:0.#} s. Its log: {LogFile}");
                // Before the next one: it takes its pid file along.
                await process.DisposeAsync();
                do
                {
                    await Task.Delay(pause, clock, stopping.Token);
                    pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                }
                while (!await StartAgainAsync());
            }
        }
        catch (OperationCanceledException)
        {
            // It is being stopped.
        }
    }

    private async Task<bool> StartAgainAsync()
    {
        try
        {
            process = await SupervisedProcess.StartAsync(Command(spec), stopping.Token);
            return true;
        }
        catch (LocalServerException refused)
        {
            await progress.WriteLineAsync($"{Name} could not be started: {refused.Message}");
            return false;
        }
    }
}
