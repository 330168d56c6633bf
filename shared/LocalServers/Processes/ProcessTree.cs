using System.ComponentModel;
using System.Diagnostics;

namespace IntentEngine.LocalServers.Processes;

/// <summary>Processes that are not our children: asking who they are and ending them.</summary>
internal static class ProcessTree
{
    /// <summary>Kills a process and its descendants at once; a process that is already gone is fine.</summary>
    public static void Kill(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            process.Kill(entireProcessTree: true);
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            // It ended between the look and the kill.
        }
        catch (Win32Exception refused)
        {
            throw new LocalServerException($"Process {processId} could not be killed: {refused.Message}. End it by hand and start again.", refused);
        }
    }

    /// <summary>True while the process runs and its command line holds the marker. A zombie has no command line, so it counts as gone.</summary>
    public static async Task<bool> IsRunningAsync(int processId, string marker, CancellationToken cancel)
    {
        var commandLine = $"/proc/{processId}/cmdline";
        if (!Directory.Exists("/proc/self"))
            return (await Tool.TryRunAsync("ps", ["-ww", "-o", "args=", "-p", $"{processId}"], cancel)).Output.Contains(marker, StringComparison.Ordinal);
        try
        {
            return (await File.ReadAllTextAsync(commandLine, cancel)).Contains(marker, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
