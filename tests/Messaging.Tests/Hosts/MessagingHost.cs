using System.Text;
using IntentEngine.Messaging.Endpoints;
using IntentEngine.Messaging.Outbox;
using IntentEngine.Messaging.Parking;
using MassTransit;
using MassTransit.Serialization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace IntentEngine.Messaging.Hosts;

/// <summary>One process with a bus: a queue for commands, a queue for facts, a database.</summary>
public sealed class MessagingHost : IAsyncDisposable
{
    private readonly IHost _host;

    private MessagingHost(IHost host) => _host = host;

    public IServiceProvider Services => _host.Services;

    public TestDatabase Database => Services.GetRequiredService<TestDatabase>();

    public OutboxSweeper<TestDatabase> Sweeper => Services.GetRequiredService<OutboxSweeper<TestDatabase>>();

    public IBusControl Bus => (IBusControl)Services.GetRequiredService<IBus>();

    public Script Script => Services.GetRequiredService<Script>();

    public Heard Heard => Services.GetRequiredService<Heard>();

    public Deliveries Deliveries { get; } = new();

    public Sends Sends { get; } = new();

    internal MessageParking Parking => new(Database, Services.GetRequiredService<MessagingMetrics>(), NullLogger.Instance);

    public static async Task<MessagingHost> StartAsync(HostSetup setup)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Messaging:Transport"] = setup.Broker is null ? "memory" : "rabbitmq",
            ["Messaging:RabbitMq"] = setup.Broker?.ToString(),
            ["Tests:Database:App"] = setup.Database.App,
            ["Tests:Database:Worker"] = setup.Database.Worker,
        });
        builder.Services.AddSingleton(setup.Clock).AddSingleton<Script>().AddSingleton<Heard>();
        builder.Services.AddServiceDatabase<TestDatabase>("Tests", builder.Configuration);
        if (setup.HasEndpoints)
            builder.Services
                .AddMessageEndpoint<TestDatabase>(DoWork.Queue, e => e.Handles<DoWork, Worker>())
                .AddMessageEndpoint<TestDatabase>(WorkDone.Queue, e => e.Subscribes<WorkDone, Listener>());
        setup.Services(builder.Services);
        builder.Services.AddMessaging(builder.Configuration);
        if (!setup.Sweeps) Without<OutboxSweeper<TestDatabase>>(builder.Services);
        Without<EndpointWatchdog>(builder.Services);
        var started = new MessagingHost(builder.Build());
        started.Bus.ConnectReceiveObserver(started.Deliveries);
        started.Bus.ConnectSendObserver(started.Sends);
        started.Bus.ConnectPublishObserver(started.Sends);
        await started._host.StartAsync();
        return started;
    }

    /// <summary>Sends a command, as a committed change would.</summary>
    public async Task<Guid> Order(Guid organization, Guid work, DateTimeOffset? due = null)
    {
        var unit = Database.Begin(organization);
        var id = unit.Send(DoWork.Queue, new DoWork { OrganizationId = organization, Work = work }, due);
        await unit.CommitAsync();
        return id;
    }

    /// <summary>Puts bytes on a queue as a foreign program would, and returns when their first delivery is finished.</summary>
    public async Task<string> Deliver(string queue, byte[] body, Action<SendContext> headers, bool wait = true)
    {
        var marker = Guid.NewGuid().ToString();
        var target = await Bus.GetSendEndpoint(new Uri($"exchange:{queue}"));
        await target.Send(new Foreign(), Pipe.Execute<SendContext<Foreign>>(context =>
        {
            context.SupportedMessageTypes = [];
            var contentType = SystemTextJsonRawMessageSerializer.JsonContentType;
            context.Serializer = new CopyBodySerializer(contentType, new BytesMessageBody(body));
            context.Headers.Set(Deliveries.Marker, marker);
            headers(context);
        }));
        if (wait) await Eventually.Holds(() => Task.FromResult(Deliveries.Finished(marker) > 0), "the delivery to be finished");
        return marker;
    }

    /// <summary>A well-formed command from elsewhere.</summary>
    public Task<string> Deliver(DoWork command, Guid? messageId = null, bool wait = true) => Deliver(DoWork.Queue,
        Encoding.UTF8.GetBytes($$"""{"organization_id":"{{command.OrganizationId}}","work":"{{command.Work}}"}"""),
        context =>
        {
            context.MessageId = messageId ?? Guid.NewGuid();
            context.Headers.Set(MessageHeaders.MessageType, MessageName.Urn<DoWork>());
        }, wait);

    public Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
    }

    private static void Without<TService>(IServiceCollection services)
    {
        foreach (var descriptor in services.Where(d => d.ServiceType == typeof(IHostedService)
                     && (d.ImplementationType == typeof(TService) || d.ImplementationFactory?.GetType().GenericTypeArguments.LastOrDefault() == typeof(TService))).ToList())
            services.Remove(descriptor);
    }

    private sealed class Foreign;
}
