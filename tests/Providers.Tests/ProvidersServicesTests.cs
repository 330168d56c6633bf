using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace IntentEngine.Providers;

public sealed class ProvidersServicesTests
{
    [Theory]
    [InlineData("Providers:KeywordData:Login", "", "Login is missing: expected the API login")]
    [InlineData("Providers:KeywordData:Login", "a:b", "colon")]
    [InlineData("Providers:KeywordData:Password", "", "Password is missing")]
    [InlineData("Providers:KeywordData:BaseUrl", "ftp://x", "BaseUrl is 'ftp://x/': expected an absolute http(s) URL")]
    [InlineData("Providers:KeywordData:TimeoutSeconds", "0", "TimeoutSeconds is 0: expected 1 to 600")]
    [InlineData("Providers:KeywordData:MaxConcurrency", "31", "MaxConcurrency is 31: expected 1 to 30")]
    [InlineData("Providers:KeywordData:LocationCode", "-1", "LocationCode is -1")]
    [InlineData("Providers:KeywordData:LanguageCode", "e", "LanguageCode is 'e'")]
    [InlineData("Providers:LanguageModel:Kind", "perplexity", "Kind is 'perplexity': expected perplexity-agent or openai-compatible")]
    [InlineData("Providers:LanguageModel:ApiKey", "", "ApiKey is missing: expected a Perplexity API key")]
    [InlineData("Providers:LanguageModel:ApiKey", "abc\n", "line break")]
    [InlineData("Providers:LanguageModel:TimeoutSeconds", "901", "expected 1 to 900")]
    public async Task Wrong_settings_stop_the_start_and_say_what_was_expected(string key, string value, string message) =>
        (await Should.ThrowAsync<OptionsValidationException>(() => Start((key, value)))).Message.ShouldContain(message);

    [Fact]
    public async Task An_own_model_needs_an_address_and_a_name()
    {
        var failure = await Should.ThrowAsync<OptionsValidationException>(() => Start(("Providers:LanguageModel:Kind", "openai-compatible"), ("Providers:LanguageModel:BaseUrl", null)));
        failure.Message.ShouldContain("BaseUrl is missing");
        failure.Message.ShouldContain("Model is missing");
    }

    [Fact]
    public async Task Credentials_alone_switch_to_the_real_services()
    {
        using var host = Host(new Dictionary<string, string?>
        {
            ["Providers:KeywordData:Login"] = "me",
            ["Providers:KeywordData:Password"] = "secret",
            ["Providers:LanguageModel:ApiKey"] = "pplx-key",
        });
        await host.StartAsync();

        host.Services.GetRequiredService<IKeywordData>().ShouldNotBeNull();
        host.Services.GetRequiredService<ILanguageModel>().ShouldNotBeNull();
        var clients = host.Services.GetRequiredService<IHttpClientFactory>();
        clients.CreateClient("providers.keyword-data").BaseAddress!.Host.ShouldBe("api.dataforseo.com");
        clients.CreateClient("providers.language-model").BaseAddress!.Host.ShouldBe("api.perplexity.ai");
    }

    private static async Task Start(params (string Key, string? Value)[] changes)
    {
        var settings = ProviderSetup.Defaults;
        foreach (var (key, value) in changes) settings[key] = value;
        using var host = Host(settings);
        await host.StartAsync();
    }

    private static IHost Host(Dictionary<string, string?> settings)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddProviders(builder.Configuration);
        return builder.Build();
    }
}
