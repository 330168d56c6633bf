using IntentEngine.Providers.KeywordData;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Filtering;
using IntentEngine.Workflows.Longtails;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace IntentEngine.Workflows;

public sealed class ContentStepsTests
{
    [Fact]
    public void Every_handler_is_registered_once_under_its_name_and_can_be_built()
    {
        using var provider = Provider();
        using var scope = provider.CreateScope();
        var handlers = provider.GetServices<StepHandlerDescriptor>().ToList();

        handlers.Select(h => h.Name).ShouldBe([
            "content.auth", "content.icp", "content.competitors", "content.seeds", "content.longtails", "content.filtering", "content.clustering", "content.subtopics", "content.articles",
            "article.load", "article.keyword_research", "article.search_analysis", "article.outline", "article.research", "article.sections"]);
        handlers.ShouldAllBe(h => scope.ServiceProvider.GetRequiredService(h.Type) is IStepHandler);
    }

    [Fact]
    public void Settings_override_the_defaults()
    {
        using var provider = Provider(("Filtering:MinSearchVolume", "10"), ("Clustering:Threshold", "0.4"), ("Longtails:PerMethod", "5"));

        provider.GetRequiredService<IOptions<FilteringOptions>>().Value.ShouldBe(new FilteringOptions { MinSearchVolume = 10 });
        provider.GetRequiredService<IOptions<ClusteringOptions>>().Value.ShouldBe(new ClusteringOptions { Threshold = 0.4 });
        provider.GetRequiredService<IOptions<LongtailLimits>>().Value.ShouldBe(new LongtailLimits { PerMethod = 5 });
    }

    [Theory]
    [InlineData("Filtering:MinSearchVolume", "-1", "min_search_volume")]
    [InlineData("Filtering:MinVolume", "10", "MinVolume")]
    public void Settings_that_make_no_sense_or_are_unknown_are_refused(string key, string value, string named)
    {
        using var provider = Provider((key, value));

        Should.Throw<Exception>(() => provider.GetRequiredService<IOptions<FilteringOptions>>().Value).Message.ShouldContain(named);
    }

    private static ServiceProvider Provider(params (string Key, string Value)[] settings) => new ServiceCollection()
        .AddSingleton<IKeywordData>(new InMemoryKeywordData())
        .AddSingleton<ILanguageModel>(new ScriptedLanguageModel(_ => "{}"))
        .AddContentSteps(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build())
        .BuildServiceProvider();
}
