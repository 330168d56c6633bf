namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of step 9 (seed 004 §5.3).</summary>
public sealed record ArticleQueue
{
    /// <summary>Ids of the articles to come.</summary>
    public required IReadOnlyList<Guid> ArticleIds { get; init; }

    /// <summary>Their number.</summary>
    public required int ArticlesQueued { get; init; }

    /// <summary>Which subtopic each one covers.</summary>
    public required IReadOnlyList<QueuedArticle> Articles { get; init; }
}
