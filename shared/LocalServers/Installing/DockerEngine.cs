using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.Installing;

/// <summary>A container engine that answers to the <c>docker</c> command.</summary>
internal static class DockerEngine
{
    public static async Task<bool> IsRunningAsync(CancellationToken cancel) =>
        Tool.Find("docker") is { } docker && (await Tool.TryRunAsync(docker, ["info", "--format", "{{.ServerVersion}}"], cancel)).ExitCode == 0;
}
