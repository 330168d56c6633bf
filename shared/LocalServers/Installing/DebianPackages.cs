using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Installing;

/// <summary>Installs packages with apt-get where that is possible without asking: root on Debian or Ubuntu.</summary>
internal static class DebianPackages
{
    /// <summary>False when this is not such a machine, or the installation failed; the log says which.</summary>
    public static async Task<bool> TryInstallAsync(string package, TextWriter log, CancellationToken cancel)
    {
        if (!Environment.IsPrivilegedProcess || Tool.Find("apt-get") is null) return false;
        await log.WriteLineAsync($"installing the Debian package {package} ...");
        var result = await Tool.TryRunAsync("bash", ["-c", EmbeddedScript.Read("install-debian.sh"), "install-debian", package], cancel);
        if (result.ExitCode != 0) await log.WriteLineAsync($"apt-get could not install {package}: {result.Errors.Trim()}");
        return result.ExitCode == 0;
    }
}
