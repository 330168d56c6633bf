using System.Reflection;
using IntentEngine.Providers.Calls;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Providers.Outbound;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace IntentEngine.Providers;

/// <summary>Registers the providers. Which services really answer, real ones or the simulator, is configuration alone.</summary>
public static class ProvidersServices
{
    // Largest answers seen: 1000 keywords of 4 KB each, and articles of some 100 KB.
    private const long MaxKeywordAnswer = 16 * 1024 * 1024;
    private const long MaxModelAnswer = 8 * 1024 * 1024;

    /// <summary>
    /// Binds <c>Providers:KeywordData</c> (<see cref="KeywordDataOptions"/>) and <c>Providers:LanguageModel</c> (<see cref="LanguageModelOptions"/>), checked at start,
    /// and registers <see cref="IKeywordData"/> and <see cref="ILanguageModel"/> as singletons.
    /// </summary>
    /// <exception cref="OptionsValidationException">At start, when settings are missing or wrong.</exception>
    public static IServiceCollection AddProviders(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddMetrics();
        services.AddLogging();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ProviderMetrics>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<KeywordDataOptions>, ProviderOptionsValidation>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LanguageModelOptions>, ProviderOptionsValidation>());
        services.AddOptions<KeywordDataOptions>().Bind(configuration.GetSection("Providers:KeywordData")).ValidateOnStart();
        services.AddOptions<LanguageModelOptions>().Bind(configuration.GetSection("Providers:LanguageModel")).ValidateOnStart();

        AddClient(services, KeywordDataClient, MaxKeywordAnswer, KeywordDataTarget);
        AddClient(services, LanguageModelClient, MaxModelAnswer, LanguageModelTarget);

        services.AddSingleton<IKeywordData>(KeywordData);
        services.AddSingleton<ILanguageModel>(LanguageModel);
        return services;
    }

    private const string KeywordDataClient = "providers.keyword-data";
    private const string LanguageModelClient = "providers.language-model";

    private static (Uri, bool) KeywordDataTarget(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<KeywordDataOptions>>().Value;
        return (options.BaseUrl, options.AllowPrivateNetwork);
    }

    private static (Uri, bool) LanguageModelTarget(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        return (options.Address, options.AllowPrivateNetwork);
    }

    private static DataForSeoKeywordData KeywordData(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<KeywordDataOptions>>().Value;
        var limits = new CallLimits(TimeSpan.FromSeconds(options.TimeoutSeconds), options.MaxConcurrency);
        return new(Caller(provider, DataForSeoKeywordData.Provider, KeywordDataClient, limits), options, provider.GetRequiredService<TimeProvider>());
    }

    private static WiredLanguageModel LanguageModel(IServiceProvider provider)
    {
        var options = provider.GetRequiredService<IOptions<LanguageModelOptions>>().Value;
        var limits = new CallLimits(TimeSpan.FromSeconds(options.TimeoutSeconds), options.MaxConcurrency);
        IModelWire wire = options.IsAgent ? new PerplexityAgentWire(options) : new ChatCompletionsWire(options);
        return new(Caller(provider, wire.Provider, LanguageModelClient, limits), wire, options);
    }

    private static ProviderCaller Caller(IServiceProvider provider, string name, string client, CallLimits limits) => new(
        name,
        provider.GetRequiredService<IHttpClientFactory>().CreateClient(client),
        limits,
        provider.GetRequiredService<TimeProvider>(),
        provider.GetRequiredService<ProviderMetrics>(),
        provider.GetRequiredService<ILoggerFactory>().CreateLogger<ProviderCaller>());

    private static void AddClient(IServiceCollection services, string name, long maxAnswer, Func<IServiceProvider, (Uri BaseUrl, bool AllowPrivateNetwork)> target) => services
        .AddHttpClient(name)
        .ConfigureHttpClient((provider, http) =>
        {
            http.BaseAddress = new Uri(target(provider).BaseUrl.AbsoluteUri.TrimEnd('/') + "/");
            http.MaxResponseContentBufferSize = maxAnswer;
            // The time-out is per attempt and by the injected clock: see ProviderCaller.
            http.Timeout = Timeout.InfiniteTimeSpan;
            http.DefaultRequestHeaders.UserAgent.ParseAdd($"IntentEngine/{Assembly.GetExecutingAssembly().GetName().Version}");
        })
        // Clients live as long as the process; PooledConnectionLifetime renews connections instead of the handler.
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .ConfigurePrimaryHttpMessageHandler(provider =>
        {
            var (baseUrl, allowPrivateNetwork) = target(provider);
            return PublicHttpHandler.ForConfigured(baseUrl, allowPrivateNetwork);
        })
        .RemoveAllLoggers();
}
