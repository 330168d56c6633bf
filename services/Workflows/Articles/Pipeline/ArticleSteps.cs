using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.DependencyInjection;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The handlers of the <c>article</c> definition, in the order of its steps 0 to 5.</summary>
public static class ArticleSteps
{
    /// <summary>Registers them. They need <c>IKeywordData</c> and <c>ILanguageModel</c>.</summary>
    public static IServiceCollection AddArticleSteps(this IServiceCollection services) => services
        .AddStepHandler<LoadHandler>()
        .AddStepHandler<KeywordResearchHandler>()
        .AddStepHandler<SearchAnalysisHandler>()
        .AddStepHandler<OutlineHandler>()
        .AddStepHandler<ResearchHandler>()
        .AddStepHandler<SectionsHandler>();
}
