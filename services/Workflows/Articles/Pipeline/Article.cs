namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Output of article step 5: the finished article.</summary>
public sealed record Article
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Title; 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Last part of an address for it: lower-case ASCII letters, digits and single dashes; 1 to 80 characters.</summary>
    public required string Slug { get; init; }

    /// <summary>The whole text: CommonMark without raw HTML, images or links other than http(s). See <see cref="ArticleMarkdown"/>.</summary>
    public required string Markdown { get; init; }

    /// <summary>Words in title, introduction and sections; sources do not count.</summary>
    public required int WordCount { get; init; }

    /// <summary>Its sections in order.</summary>
    public required IReadOnlyList<ArticleSection> Sections { get; init; }

    /// <summary>Pages that the searches behind it returned; at most 20.</summary>
    public required IReadOnlyList<ArticleSource> Sources { get; init; }

    /// <summary>Whether a web search stood behind its research. False: general knowledge of the model.</summary>
    public required bool Grounded { get; init; }
}
