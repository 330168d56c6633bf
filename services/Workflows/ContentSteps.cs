using IntentEngine.Workflows.Articles.Pipeline;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Competitors;
using IntentEngine.Workflows.Filtering;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.Longtails;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.Seeds;
using IntentEngine.Workflows.Steps;
using IntentEngine.Workflows.Subtopics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntentEngine.Workflows;

/// <summary>The handlers of the content workflow, in the order of its steps 0 to 9; step 8 is the engine's own. The article pipeline comes with them.</summary>
public static class ContentSteps
{
    /// <summary>Registers handlers and options. They need <c>IKeywordData</c> and <c>ILanguageModel</c>.</summary>
    /// <param name="services">The service's registrations.</param>
    /// <param name="settings">The service's section; its sub-sections <c>Longtails</c>, <c>Filtering</c> and <c>Clustering</c> override the defaults. Null: the defaults.</param>
    public static IServiceCollection AddContentSteps(this IServiceCollection services, IConfiguration? settings = null)
    {
        AddOptions<LongtailLimits>(services, settings?.GetSection("Longtails"), options => options.Problem());
        AddOptions<FilteringOptions>(services, settings?.GetSection("Filtering"), options => options.Problem());
        AddOptions<ClusteringOptions>(services, settings?.GetSection("Clustering"), options => options.Problem());
        services.AddSingleton<ISimilarity, TfIdfCosine>();
        return services
            .AddStepHandler<AuthHandler>()
            .AddStepHandler<IcpHandler>()
            .AddStepHandler<CompetitorsHandler>()
            .AddStepHandler<SeedsHandler>()
            .AddStepHandler<LongtailsHandler>()
            .AddStepHandler<FilteringHandler>()
            .AddStepHandler<ClusteringHandler>()
            .AddStepHandler<SubtopicsHandler>()
            .AddStepHandler<ArticlesHandler>()
            .AddArticleSteps();
    }

    private static void AddOptions<T>(IServiceCollection services, IConfigurationSection? section, Func<T, string?> problem)
        where T : class
    {
        var options = services.AddOptions<T>().ValidateOnStart();
        if (section is not null) options.Bind(section, binder => binder.ErrorOnUnknownConfiguration = true);
        services.AddSingleton<IValidateOptions<T>>(new RuleValidation<T>(section?.Path ?? typeof(T).Name, problem));
    }

    private sealed class RuleValidation<T>(string where, Func<T, string?> problem) : IValidateOptions<T>
        where T : class
    {
        public ValidateOptionsResult Validate(string? name, T options) =>
            problem(options) is { } wrong ? ValidateOptionsResult.Fail($"{where}: {wrong}") : ValidateOptionsResult.Success;
    }
}
