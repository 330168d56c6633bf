namespace IntentEngine.Workflows.Definitions;

/// <summary>The article pipeline of seed 004 §1.1: six steps from an approved subtopic to a Markdown article. Runs as a child of the workflow that asked for it.</summary>
public static class ArticleWorkflow
{
    /// <summary>Name of the definition.</summary>
    public const string Name = "article";

    /// <summary>The step whose output is the article.</summary>
    public const int ArticleStep = 5;

    /// <summary>Version 1.</summary>
    public static WorkflowDefinition V1 { get; } = new(Name, 1,
    [
        new() { Number = 0, Name = "step_0_load", Handler = "article.load" },
        new() { Number = 1, Name = "step_1_keyword_research", Handler = "article.keyword_research", Retry = Thrice, TimeLimit = Minutes(5), Artifact = "keyword_research" },
        new() { Number = 2, Name = "step_2_search_analysis", Handler = "article.search_analysis", Retry = Thrice, TimeLimit = Minutes(5), Artifact = "search_analysis", DerivesFrom = [1] },
        new() { Number = 3, Name = "step_3_outline", Handler = "article.outline", Retry = Thrice, TimeLimit = Minutes(5), Artifact = "outline", DerivesFrom = [2, 1] },
        new() { Number = 4, Name = "step_4_research", Handler = "article.research", Retry = Thrice, TimeLimit = Minutes(10), Artifact = "research", DerivesFrom = [3] },
        new() { Number = 5, Name = "step_5_sections", Handler = "article.sections", Retry = Thrice, TimeLimit = Minutes(20), Artifact = "article", DerivesFrom = [3, 4] },
    ], []);

    private static RetryRule Thrice => new(3, Backoff.Exponential, TimeSpan.FromSeconds(2));

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}
