using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace IntentEngine.ProviderSimulator;

/// <summary>A simulator that listens; disposing it stops it.</summary>
public sealed class RunningSimulator : IAsyncDisposable
{
    private readonly WebApplication app;

    internal RunningSimulator(WebApplication app)
    {
        this.app = app;
        BaseUrl = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    /// <summary>The address it really listens on: <c>BaseUrl</c> of both providers (with <c>/v1</c> behind it for <c>openai-compatible</c>).</summary>
    public Uri BaseUrl { get; }

    /// <summary>Settings that make the providers use this simulator, by their configuration keys.</summary>
    public IReadOnlyDictionary<string, string?> ProviderSettings => new Dictionary<string, string?>
    {
        ["Providers:KeywordData:BaseUrl"] = BaseUrl.AbsoluteUri,
        ["Providers:KeywordData:Login"] = "simulator",
        ["Providers:KeywordData:Password"] = "simulator",
        ["Providers:LanguageModel:Kind"] = "perplexity-agent",
        ["Providers:LanguageModel:BaseUrl"] = BaseUrl.AbsoluteUri,
        ["Providers:LanguageModel:ApiKey"] = "simulator",
    };

    /// <summary>Completes when the process is asked to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancel = default) => app.WaitForShutdownAsync(cancel);

    /// <summary>Stops listening.</summary>
    public ValueTask DisposeAsync() => app.DisposeAsync();
}
