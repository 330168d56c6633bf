namespace IntentEngine.Workflows.Definitions;

/// <summary>The primary content workflow of seed 004: ten gated steps from a company's profile to articles. Read it like the seed's table (§2.3, §3.2, §4.2).</summary>
public static class ContentWorkflow
{
    /// <summary>Name of the definition.</summary>
    public const string Name = "content";

    /// <summary>Approval of step 3's keywords.</summary>
    public const string SeedKeywords = "seed_keywords";

    /// <summary>Approval of step 7's subtopics.</summary>
    public const string Subtopics = "subtopics";

    /// <summary>The step that proposes subtopics.</summary>
    public const int SubtopicsStep = 7;

    /// <summary>Version 1.</summary>
    public static WorkflowDefinition V1 { get; } = new(Name, 1,
    [
        new() { Number = 0, Name = "step_0_auth", Handler = "content.auth" },
        new() { Number = 1, Name = "step_1_icp", Handler = "content.icp", Retry = Exponential(2, seconds: 1), TimeLimit = Minutes(5), Artifact = "icp_document" },
        new() { Number = 2, Name = "step_2_competitors", Handler = "content.competitors", Retry = Exponential(3, seconds: 1), TimeLimit = Minutes(10), Artifact = "competitor_data", DerivesFrom = [1] },
        new() { Number = 3, Name = "step_3_seeds", Handler = "content.seeds", Retry = new(1, Backoff.Linear, Seconds(2)), TimeLimit = Minutes(2), Artifact = "seed_keywords", DerivesFrom = [2, 1], Approval = new(SeedKeywords, ItemsFrom: 3, "seeds", AllWhenUnlisted: true) },
        new() { Number = 4, Name = "step_4_longtails", Handler = "content.longtails", Retry = Exponential(3, seconds: 2), TimeLimit = Minutes(15), Artifact = "longtail_keywords", DerivesFrom = [3] },
        new() { Number = 5, Name = "step_5_filtering", Handler = "content.filtering", Retry = new(1, Backoff.None, TimeSpan.Zero), TimeLimit = Minutes(1), Artifact = "filtered_keywords", DerivesFrom = [4] },
        new() { Number = 6, Name = "step_6_clustering", Handler = "content.clustering", Retry = Exponential(2, seconds: 2), TimeLimit = Minutes(2), Artifact = "clustered_topics", DerivesFrom = [5] },
        new() { Number = 7, Name = "step_7_subtopics", Handler = "content.subtopics", Retry = Exponential(2, seconds: 2), TimeLimit = Minutes(10), Artifact = "subtopics", DerivesFrom = [6, 1] },
        new() { Number = 8, Name = "step_8_approval", Approval = new(Subtopics, ItemsFrom: 7, "subtopics") },
        new() { Number = 9, Name = "step_9_articles", Handler = "content.articles", Retry = Exponential(2, seconds: 2), TimeLimit = Minutes(2), Artifact = "article_plan", DerivesFrom = [7] },
    ],
    [
        new() { Id = "gate_icp_required", BlocksFrom = 2, RequiresOutputs = [1], Message = "ICP generation required before competitor analysis", RequiredAction = "Complete step 1 (ICP generation)." },
        new() { Id = "gate_competitors_required", BlocksFrom = 3, RequiresOutputs = [2], Message = "Competitor analysis required before seed keywords", RequiredAction = "Complete step 2 (competitor analysis)." },
        new() { Id = "gate_seeds_approval_required", BlocksFrom = 4, RequiresApproval = SeedKeywords, Message = "Seed keywords must be approved before longtail expansion", RequiredAction = "Approve the seed keywords: POST approve with approval_type seed_keywords." },
        new() { Id = "gate_longtails_required", BlocksFrom = 7, RequiresOutputs = [4, 6], Message = "Longtail expansion required before subtopic generation", RequiredAction = "Complete steps 4 to 6 (longtail expansion, filtering, clustering)." },
        new() { Id = "gate_subtopic_approval_required", BlocksFrom = 9, RequiresApproval = Subtopics, Message = "Subtopics must be approved before article generation", RequiredAction = "Approve the subtopics: POST approve with approval_type subtopics." },
    ]);

    private static RetryRule Exponential(int retries, int seconds) => new(retries, Backoff.Exponential, Seconds(seconds));

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static TimeSpan Minutes(int minutes) => TimeSpan.FromMinutes(minutes);
}
