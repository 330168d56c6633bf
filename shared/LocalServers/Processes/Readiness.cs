using System.Diagnostics;

namespace IntentEngine.LocalServers.Processes;

/// <summary>Waits until a server that was just started answers.</summary>
internal static class Readiness
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when <paramref name="probe"/> says yes; throws when the server ends or the time is up.</summary>
    public static async Task WaitAsync(string name, SupervisedProcess process, ServerCommand command, long logStart, TimeSpan limit, Func<CancellationToken, Task<bool>> probe, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        while (!await probe(cancel))
        {
            if (process.HasExited)
                throw new LocalServerException($"{name} ended while starting. {LogFiles.Tail(command.LogFile, logStart)}");
            if (Stopwatch.GetElapsedTime(since) > limit)
                throw new LocalServerException($"{name} did not answer within {limit.TotalSeconds:0} s. {LogFiles.Tail(command.LogFile, logStart)}");
            await Task.Delay(Look, TimeProvider.System, cancel);
        }
    }
}
