using System.Globalization;
using System.Text.RegularExpressions;
using IntentEngine.LocalServers.Installing;
using IntentEngine.LocalServers.Processes;

namespace IntentEngine.LocalServers.RabbitMq;

/// <summary>Where RabbitMQ is looked for, in this order, once no address is given.</summary>
internal static partial class RabbitMqSources
{
    // Debian's programs in PATH are wrappers that change to the user rabbitmq and its folders; the real ones are here.
    private static readonly string[] Candidates = ["/usr/lib/rabbitmq/bin", "/opt/rabbitmq/sbin", "/opt/homebrew/opt/rabbitmq/sbin", "/usr/local/opt/rabbitmq/sbin", "/home/linuxbrew/.linuxbrew/opt/rabbitmq/sbin"];

    /// <summary>The machine's own programs, Debian's package, a container engine.</summary>
    public static IReadOnlyList<RabbitMqSource> InOrder { get; } = [FindOnMachineAsync, InstallDebianPackageAsync, FindDockerAsync];

    /// <summary>The first that is available.</summary>
    public static async Task<RabbitMqInstallation> FindAsync(IReadOnlyList<RabbitMqSource> sources, TextWriter log, CancellationToken cancel)
    {
        foreach (var source in sources)
        {
            if (await source(log, cancel) is { } installation) return installation;
        }

        throw new LocalServerException(
            $"No RabbitMQ found. Looked for: the variable {RabbitMqServer.ExternalVariable}, {string.Join(", ", Candidates)}, PATH, Debian's package (only as root), a running Docker engine. "
            + "Do one of these: 'apt-get install rabbitmq-server' (Debian, Ubuntu), 'brew install rabbitmq' (macOS), start Docker, "
            + $"or set {RabbitMqServer.ExternalVariable} to the address of a broker (amqp://user:password@host:5672/) whose user may configure, write and read. "
            + "Without a broker, run embedded (leave out --distributed).");
    }

    private static async Task<RabbitMqInstallation?> FindOnMachineAsync(TextWriter log, CancellationToken cancel)
    {
        var inPath = Tool.Find("rabbitmq-server") is { } found ? Path.GetDirectoryName(File.ResolveLinkTarget(found, returnFinalTarget: true)?.FullName ?? found) : null;
        var folder = Candidates.Append(inPath).FirstOrDefault(candidate =>
            candidate is not null && File.Exists(Path.Combine(candidate, "rabbitmq-server")) && File.Exists(Path.Combine(candidate, "rabbitmqctl")));
        return folder is null ? null : new RabbitMqScripts(folder) { Major = await ReadMajorAsync(folder, cancel) };
    }

    /// <summary>From the name of the installation folder where it is part of it; asking the program costs a second.</summary>
    private static async Task<int> ReadMajorAsync(string folder, CancellationToken cancel)
    {
        var script = Path.Combine(folder, "rabbitmq-server");
        var target = File.ResolveLinkTarget(script, returnFinalTarget: true)?.FullName ?? script;
        var match = VersionInPath().Match(target);
        if (!match.Success) match = VersionAlone().Match(await Tool.RunAsync(Path.Combine(folder, "rabbitmqctl"), ["version"], cancel));
        return match.Success ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : throw new LocalServerException($"The version of RabbitMQ in {folder} cannot be read; expected a number like 4.1.0 from 'rabbitmqctl version'.");
    }

    private static async Task<RabbitMqInstallation?> InstallDebianPackageAsync(TextWriter log, CancellationToken cancel) =>
        await DebianPackages.TryInstallAsync("rabbitmq-server", log, cancel) ? await FindOnMachineAsync(log, cancel) : null;

    private static async Task<RabbitMqInstallation?> FindDockerAsync(TextWriter log, CancellationToken cancel) =>
        await DockerEngine.IsRunningAsync(cancel) ? new RabbitMqImage { Major = RabbitMqImage.DefaultMajor } : null;

    [GeneratedRegex(@"rabbitmq(?:_server-|/)(\d+)\.\d+")]
    private static partial Regex VersionInPath();

    [GeneratedRegex(@"(\d+)\.\d+\.\d+")]
    private static partial Regex VersionAlone();
}
