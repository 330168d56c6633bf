using System.Text.Json;

namespace IntentEngine.LocalServers.Folders;

/// <summary>The files of one server in its data folder, held by one process at a time.</summary>
/// <remarks>All names begin with the server's name, so PostgreSQL and RabbitMQ may share a folder.</remarks>
internal sealed class ServerFolder : IDisposable
{
    private readonly FileStream? held;
    private readonly string server;

    private ServerFolder(string path, string server, FileStream? held)
    {
        Path = path;
        this.server = server;
        this.held = held;
        Secrets = new SecretsFile(File("secrets.json"));
    }

    /// <summary>Absolute path of the folder.</summary>
    public string Path { get; }

    /// <summary>Passwords of this server, kept from start to start.</summary>
    public SecretsFile Secrets { get; }

    /// <summary>The server's own data.</summary>
    public string Data => System.IO.Path.Combine(Path, server);

    /// <summary>Creates the folder if needed and takes it for this process; the kernel gives it back when the process ends.</summary>
    public static ServerFolder Open(string folder, string server)
    {
        var path = System.IO.Path.GetFullPath(folder);
        Directory.CreateDirectory(path);
        var name = System.IO.Path.Combine(path, $"{server}.lock");
        try
        {
            return new ServerFolder(path, server, new FileStream(name, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException held)
        {
            throw new LocalServerException($"The {server} in {path} is already in use by another process ({name} is held). Stop that process or name another folder.", held);
        }
    }

    /// <summary>The folder of a server that another process may hold: to read what is remembered there.</summary>
    public static ServerFolder Look(string folder, string server) => new(System.IO.Path.GetFullPath(folder), server, held: null);

    /// <summary>Path of a file of this server, for example <c>postgres.log</c>.</summary>
    public string File(string suffix) => System.IO.Path.Combine(Path, $"{server}.{suffix}");

    /// <summary>The port of the last start when it is still free, else a new one; remembered.</summary>
    public int ChoosePort(string name)
    {
        var ports = Ports();
        if (ports.TryGetValue(name, out var last) && LoopbackPort.IsFree(last)) return last;
        ports[name] = LoopbackPort.FindFree();
        System.IO.File.WriteAllText(PortsFile, JsonSerializer.Serialize(ports));
        return ports[name];
    }

    /// <summary>The port of the last start. Null: it never started.</summary>
    public int? RememberedPort(string name) => Ports().TryGetValue(name, out var port) ? port : null;

    public void Dispose() => held?.Dispose();

    private string PortsFile => File("ports.json");

    private Dictionary<string, int> Ports() => System.IO.File.Exists(PortsFile)
        ? JsonSerializer.Deserialize<Dictionary<string, int>>(System.IO.File.ReadAllText(PortsFile)) ?? []
        : [];
}
