using IntentEngine.Contracts.Lineage;
using IntentEngine.Hosting;
using IntentEngine.Hosting.Authentication;
using IntentEngine.LocalServers;
using IntentEngine.Messaging;
using IntentEngine.Messaging.Database;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

[assembly: AssemblyFixture(typeof(IntentEngine.Lineage.LineageHost))]

namespace IntentEngine.Lineage;

/// <summary>The Lineage service as it runs: real host, real PostgreSQL, in-memory transport. One for all tests; each test has its own organization.</summary>
public sealed class LineageHost : IAsyncLifetime
{
    // Not a private temporary folder: as root, PostgreSQL runs as another user, who must be able to enter it.
    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"lineage-{Guid.NewGuid():N}")).FullName;
    private PostgresServer _postgres = null!;
    private WebApplication _app = null!;
    private DevelopmentTokens _tokens = null!;

    internal HttpClient Http { get; private set; } = null!;

    internal DatabaseOptions Options { get; private set; } = null!;

    internal async Task<DatabaseOptions> NewDatabaseAsync(string name)
    {
        var made = await _postgres.EnsureDatabaseAsync(name);
        return new DatabaseOptions { Migrator = made.Migrator, App = made.App, Worker = made.Worker };
    }

    internal T Service<T>() where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>What senders were told.</summary>
    internal System.Collections.Concurrent.ConcurrentQueue<LineageRecorded> Receipts { get; } = new();

    /// <summary>An organization nobody else has.</summary>
    internal Organization NewOrganization() => new(this, Guid.NewGuid());

    internal string Token(Guid organizationId) => _tokens.Issue(Roles.Member, organizationId, "somebody", TimeSpan.FromHours(1));

    /// <summary>Sends a batch to the service's queue, as other services do.</summary>
    internal async Task SendAsync(RecordLineage batch)
    {
        var queue = await Service<IBus>().GetSendEndpoint(new Uri($"queue:{RecordLineage.Queue}"));
        await queue.Send(batch);
    }

    public async ValueTask InitializeAsync()
    {
        _postgres = await PostgresServer.StartAsync(Path.Combine(_folder, "postgres"));
        Options = await NewDatabaseAsync("lineage");
        var keyFile = Path.Combine(_folder, "dev-signing-key.json");
        _app = ServiceHost.Build(
            [
                "--environment=Development", "--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=None",
                $"--Authentication:DevelopmentKeyFile={keyFile}",
                $"--Lineage:Database:Migrator={Options.Migrator}", $"--Lineage:Database:App={Options.App}", $"--Lineage:Database:Worker={Options.Worker}",
            ],
            LineageService.Module with { AddServices = (services, configuration) => { LineageService.Module.AddServices(services, configuration); Listen(services); } });
        await _app.StartAsync();
        _tokens = DevelopmentTokens.LoadOrCreate(keyFile);
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private void Listen(IServiceCollection services)
    {
        services.AddSingleton(Receipts);
        services.AddMessageEndpoint<LineageDatabase>("senders", endpoint => endpoint.Subscribes<LineageRecorded, ReceiptListener>());
    }

    private sealed class ReceiptListener(System.Collections.Concurrent.ConcurrentQueue<LineageRecorded> receipts) : IConsumer<LineageRecorded>
    {
        public Task Consume(ConsumeContext<LineageRecorded> context)
        {
            receipts.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (_app is not null) await _app.DisposeAsync();
        if (_postgres is not null) await _postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
