using IntentEngine.Contracts;
using IntentEngine.Messaging.Database;
using IntentEngine.Messaging.Direct;
using IntentEngine.Messaging.Endpoints;
using IntentEngine.Messaging.Outbox;
using IntentEngine.Messaging.Outside;
using IntentEngine.Messaging.Parking;
using MassTransit;
using MassTransit.Configuration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RabbitMQ.Client;

namespace IntentEngine.Messaging;

/// <summary>Registers databases, endpoints and the process's one bus.</summary>
public static class MessagingServices
{
    /// <summary>Registers a service's database from the section <c>{service}:Database</c>, with its outbox sweeper.</summary>
    public static IServiceCollection AddServiceDatabase<TDatabase>(this IServiceCollection services, string service, IConfiguration configuration)
        where TDatabase : ServiceDatabase
    {
        AddShared(services);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<TDatabase>(provider, ReadOptions(service, configuration)));
        services.AddSingleton<ServiceDatabase>(provider => provider.GetRequiredService<TDatabase>());
        services.AddSingleton<OutboxSweeper<TDatabase>>();
        services.AddHostedService(provider => provider.GetRequiredService<OutboxSweeper<TDatabase>>());
        return services;
    }

    /// <summary>Registers a queue of the service that owns <typeparamref name="TDatabase"/>.</summary>
    public static IServiceCollection AddMessageEndpoint<TDatabase>(this IServiceCollection services, string name, Action<MessageEndpoint> configure)
        where TDatabase : ServiceDatabase
    {
        var endpoint = new MessageEndpoint(name, typeof(TDatabase));
        configure(endpoint);
        return services.AddSingleton(endpoint);
    }

    /// <summary>Adds the process's one bus with every endpoint registered so far. Call once, after all services.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services, IConfiguration configuration)
    {
        AddShared(services);
        var options = configuration.GetSection("Messaging").Get<MessagingOptions>() ?? new MessagingOptions();
        options.Validate();
        services.AddSingleton(options);

        var endpoints = services.Where(s => s.ServiceType == typeof(MessageEndpoint)).Select(s => (MessageEndpoint)s.ImplementationInstance!).ToList();
        services.Configure<MassTransitHostOptions>(host =>
        {
            // Otherwise what is published right after start on a fresh broker is confirmed and lost.
            host.WaitUntilStarted = true;
            host.StartTimeout = TimeSpan.FromSeconds(60);
            host.StopTimeout = TimeSpan.FromSeconds(30);
            host.ConsumerStopTimeout = TimeSpan.FromSeconds(20);
        });
        if (options.IsDurable) services.AddHostedService<ReconnectPace>();
        services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            foreach (var consumer in endpoints.SelectMany(e => e.Consumers).Append(typeof(CanaryConsumer)).Distinct()) bus.AddConsumer(consumer);
            if (options.IsDurable) UseRabbitMq(bus, options, [.. endpoints.Where(e => e.DirectHandler is null)]);
            else UseMemory(bus, endpoints);
        });
        if (!options.IsDurable) return services;
        BoundStop(services);
        services.AddSingleton<DirectPublisher>().AddSingleton<BrokerProbe>();
        foreach (var endpoint in endpoints.Where(e => e.DirectHandler is not null)) services.AddSingleton<IHostedService>(provider => Receiver(provider, endpoint));
        services.AddHostedService(provider => ActivatorUtilities.CreateInstance<EndpointWatchdog>(provider, (Func<CancellationToken, Task<bool>>)provider.GetRequiredService<BrokerProbe>().Answers));
        return services;
    }

    // In the same place, so that the order of starting and stopping stays.
    private static void BoundStop(IServiceCollection services)
    {
        var registered = services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(MassTransitHostedService));
        services[services.IndexOf(registered)] = ServiceDescriptor.Singleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<BusStop>(provider, ActivatorUtilities.CreateInstance<MassTransitHostedService>(provider)));
    }

    private static void AddShared(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<MessagingMetrics>();
        services.TryAddSingleton<OutboxDispatcher>();
        services.TryAddSingleton<EndpointActivity>();
    }

    private static DirectReceiver Receiver(IServiceProvider provider, MessageEndpoint endpoint) => new(
        endpoint, (IDirectHandler)provider.GetRequiredService(endpoint.DirectHandler!), Parking(provider, endpoint), provider.GetRequiredService<EndpointActivity>(),
        provider.GetRequiredService<MessagingOptions>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<DirectReceiver>>());

    private static MessageParking Parking(IServiceProvider provider, MessageEndpoint endpoint) => new(
        (ServiceDatabase)provider.GetRequiredService(endpoint.Database), provider.GetRequiredService<MessagingMetrics>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger<MessageParking>());

    private static DatabaseOptions ReadOptions(string service, IConfiguration configuration)
    {
        var section = configuration.GetSection($"{service}:Database");
        string Required(string key) => section[key] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"{section.Path}:{key} is missing; expected an Npgsql connection string of the service's {key.ToLowerInvariant()} role.");
        return new DatabaseOptions { Migrator = section["Migrator"], App = Required("App"), Worker = Required("Worker") };
    }

    private static void UseMemory(IBusRegistrationConfigurator bus, List<MessageEndpoint> endpoints) => bus.UsingInMemory((context, transport) =>
    {
        ConfigureJson(transport);
        foreach (var endpoint in endpoints)
        {
            transport.ReceiveEndpoint(endpoint.Name, receive =>
            {
                foreach (var exchange in endpoint.Exchanges) receive.Bind(exchange);
                Configure(receive, endpoint, context);
            });
        }
    });

    private static void UseRabbitMq(IBusRegistrationConfigurator bus, MessagingOptions options, List<MessageEndpoint> endpoints) => bus.UsingRabbitMq((context, transport) =>
    {
        transport.Host(new Uri(options.RabbitMq!), host =>
        {
            host.Heartbeat(TimeSpan.FromSeconds(10));
            host.RequestedConnectionTimeout(TimeSpan.FromSeconds(5));
            host.ContinuationTimeout(TimeSpan.FromSeconds(10));
        });
        ConfigureJson(transport);
        foreach (var endpoint in endpoints)
        {
            transport.ReceiveEndpoint(endpoint.Name, receive =>
            {
                // Before all else that is done on the channel.
                receive.ConfigureChannel(channel => channel.UseFilter(new ChannelGuard(context.GetRequiredService<IHostApplicationLifetime>(), ChannelGuard.Patience)));
                receive.SetQuorumQueue();
                foreach (var exchange in endpoint.Exchanges) receive.Bind(exchange);
                foreach (var command in endpoint.Admitted.Keys)
                {
                    receive.Bind(OutsideExchanges.Commands, binding =>
                    {
                        binding.ExchangeType = ExchangeType.Topic;
                        binding.RoutingKey = command;
                    });
                }

                if (endpoint.Shown.Count > 0) receive.ConfigureChannel(channel => channel.UseFilter(new EventsTopology(endpoint.Shown)));
                Configure(receive, endpoint, context);
            });
        }
    });

    private static void ConfigureJson(IBusFactoryConfigurator transport)
    {
        transport.ConfigureJsonSerializerOptions(options =>
        {
            ContractJson.Apply(options);
            return options;
        });
        // Raw JSON: the body is the message alone, readable from any language; its type and ids are in the headers.
        transport.UseRawJsonSerializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
    }

    private static void Configure(IReceiveEndpointConfigurator receive, MessageEndpoint endpoint, IRegistrationContext context)
    {
        var parking = Parking(context, endpoint);
        var interruption = new Interruption(context.GetRequiredService<IHostApplicationLifetime>());
        var park = new ParkFilter(parking, interruption, endpoint.Name);

        receive.ConfigureConsumeTopology = false;
        receive.PublishFaults = false;
        receive.ConcurrentMessageLimit = endpoint.Concurrency;
        receive.PrefetchCount = endpoint.Concurrency * 2;
        receive.ConfigureReceive(pipe => pipe.AddPipeSpecification(new FilterPipeSpecification<ReceiveContext>(
            new ReceiveGuard(context.GetRequiredService<EndpointActivity>().Of(endpoint.Name), parking, interruption, endpoint))));
        receive.ConfigureError(pipe => pipe.AddPipeSpecification(new FilterPipeSpecification<ExceptionReceiveContext>(park)));
        receive.ConfigureDeadLetter(pipe => pipe.AddPipeSpecification(new FilterPipeSpecification<ReceiveContext>(park)));
        receive.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext>(new NoReplyFilter()));
        receive.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext>(new TruncateExceptionFilter()));
        // While the database is away messages wait here, unacknowledged, rather than being parked or counted as failed.
        receive.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(TransientFaults.IsTransient);
            retry.Exponential(100, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5), TimeSpan.FromMilliseconds(100));
        });
        foreach (var consumer in endpoint.Consumers) receive.ConfigureConsumer(context, consumer);
        receive.ConfigureConsumer<CanaryConsumer>(context);
    }
}
