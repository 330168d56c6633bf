using IntentEngine.Workflows.Icp;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Everything the article pipeline needs to write one article: the context of a <c>generate_article</c> intent, and the input of the <c>article</c> definition.</summary>
public sealed record ArticleJob
{
    /// <summary>The article to write.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The content workflow that wants it. Null: somebody asked for a single article.</summary>
    public Guid? IntentWorkflowId { get; init; }

    /// <summary>Working title; 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Keyword to rank for; 1 to 100 characters.</summary>
    public required string Keyword { get; init; }

    /// <summary>What sets it apart. Null: the writer decides.</summary>
    public string? Angle { get; init; }

    /// <summary>Hub of its cluster. Null: it stands alone.</summary>
    public string? HubKeyword { get; init; }

    /// <summary>Spokes of its cluster.</summary>
    public IReadOnlyList<string> Spokes { get; init; } = [];

    /// <summary>Whom it is written for. Null: not known.</summary>
    public IcpSummary? Icp { get; init; }

    /// <summary>Domains of the competitors.</summary>
    public IReadOnlyList<string> Competitors { get; init; } = [];

    /// <summary>What is wrong with the job, or null.</summary>
    public string? Problem() => this switch
    {
        _ when ArticleId == Guid.Empty => "article_id is empty.",
        _ when string.IsNullOrWhiteSpace(Title) || Title.Length > 200 => "title must have 1 to 200 characters.",
        _ when string.IsNullOrWhiteSpace(Keyword) || Keyword.Length > 100 => "keyword must have 1 to 100 characters.",
        _ => null,
    };
}
