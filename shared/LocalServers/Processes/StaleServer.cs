using System.Diagnostics;
using System.Globalization;

namespace IntentEngine.LocalServers.Processes;

/// <summary>Removes a server that an owner which is gone left in a folder. Call it with the folder's lock held.</summary>
internal static class StaleServer
{
    private static readonly TimeSpan StopsByItself = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DiesWhenKilled = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits for its supervisor to stop it, then kills it.</summary>
    public static async Task RemoveAsync(ServerCommand command, CancellationToken cancel)
    {
        if (command.Container is { } container) await Tool.TryRunAsync("docker", ["rm", "--force", container], cancel);
        if (!File.Exists(command.PidFile)) return;
        var text = await File.ReadAllTextAsync(command.PidFile, cancel);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var processId) && !await IsGoneAsync(processId, StopsByItself))
        {
            ProcessTree.Kill(processId);
            if (!await IsGoneAsync(processId, DiesWhenKilled))
                throw new LocalServerException($"Process {processId}, left from an earlier start ({command.PidFile}), does not end. End it by hand and start again.");
        }

        File.Delete(command.PidFile);

        async Task<bool> IsGoneAsync(int id, TimeSpan limit)
        {
            var since = Stopwatch.GetTimestamp();
            while (await ProcessTree.IsRunningAsync(id, command.Marker, cancel))
            {
                if (Stopwatch.GetElapsedTime(since) > limit) return false;
                await Task.Delay(Look, TimeProvider.System, cancel);
            }

            return true;
        }
    }
}
