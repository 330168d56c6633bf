using System.Runtime.InteropServices;

namespace IntentEngine.EndToEnd.Processes;

/// <summary>Signals to processes by id.</summary>
internal static partial class Signals
{
    private const int Kill = 9;
    private const int Terminate = 15;

    /// <summary>SIGKILL: the process ends at once and can do nothing about it.</summary>
    /// <returns>False: there is no such process.</returns>
    public static bool SendKill(int processId) => Send(processId, Kill) == 0;

    /// <summary>SIGTERM: the process is asked to stop.</summary>
    /// <returns>False: there is no such process.</returns>
    public static bool SendTerminate(int processId) => Send(processId, Terminate) == 0;

    /// <summary>Whether the process exists.</summary>
    public static bool Exists(int processId) => Send(processId, 0) == 0;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Send(int processId, int signal);
}
