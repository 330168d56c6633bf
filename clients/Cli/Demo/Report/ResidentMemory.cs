using System.Diagnostics;

namespace IntentEngine.Cli.Demo.Report;

/// <summary>Memory that a process holds resident.</summary>
internal static class ResidentMemory
{
    /// <summary>In bytes; null when the process is gone.</summary>
    public static long? Of(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.WorkingSet64;
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
