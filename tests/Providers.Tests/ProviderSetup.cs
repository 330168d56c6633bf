using System.Diagnostics.Metrics;
using IntentEngine.Providers.Calls;
using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Providers;

/// <summary>The providers as a host registers them, over a scripted server or any base URL, with what they measured.</summary>
internal sealed class ProviderSetup : IAsyncDisposable
{
    private readonly ServiceProvider services;
    private readonly MeterListener listener = new();
    private readonly List<(string Instrument, double Value, string Outcome, string Operation)> measured = [];

    public ProviderSetup(HttpMessageHandler? server = null, TimeProvider? clock = null, IReadOnlyDictionary<string, string?>? settings = null, params (string Key, string? Value)[] more)
    {
        var all = new Dictionary<string, string?>(settings ?? Defaults);
        foreach (var (key, value) in more) all[key] = value;
        var collection = new ServiceCollection();
        if (clock is not null) collection.AddSingleton(clock);
        collection.AddProviders(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
        if (server is not null)
            foreach (var client in new[] { "providers.keyword-data", "providers.language-model" })
                collection.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => server);
        services = collection.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

        var factory = services.GetRequiredService<IMeterFactory>();
        listener.InstrumentPublished = (instrument, on) =>
        {
            if (instrument.Meter.Name == ProviderMetrics.MeterName && instrument.Meter.Scope == factory) on.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        listener.Start();
    }

    public static Dictionary<string, string?> Defaults => new()
    {
        ["Providers:KeywordData:BaseUrl"] = "http://127.0.0.1:9/base",
        ["Providers:KeywordData:Login"] = "login@example.com",
        ["Providers:KeywordData:Password"] = "geheim-ü",
        ["Providers:LanguageModel:BaseUrl"] = "http://127.0.0.1:9",
        ["Providers:LanguageModel:ApiKey"] = "pplx-secret",
    };

    public IKeywordData Keywords => services.GetRequiredService<IKeywordData>();

    public ILanguageModel Model => services.GetRequiredService<ILanguageModel>();

    public IReadOnlyList<(string Instrument, double Value, string Outcome, string Operation)> Measured
    {
        get
        {
            lock (measured) return [.. measured];
        }
    }

    public double Sum(string instrument) => Measured.Where(m => m.Instrument == instrument).Sum(m => m.Value);

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        await services.DisposeAsync();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string Tag(string name, ReadOnlySpan<KeyValuePair<string, object?>> all)
        {
            foreach (var tag in all)
                if (tag.Key == name) return (string)tag.Value!;
            return "";
        }

        lock (measured) measured.Add((instrument.Name, value, Tag("outcome", tags), Tag("operation", tags)));
    }
}
