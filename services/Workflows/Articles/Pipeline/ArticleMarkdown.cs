using System.Text;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Puts an article together: <c>#</c> title, introduction, a <c>##</c> section each, and <c>## Sources</c> when there are any. No front matter.</summary>
/// <remarks>Pure. The result holds no raw HTML, no images and no links other than http(s), whatever came in.</remarks>
public static class ArticleMarkdown
{
    /// <summary>Composes the article.</summary>
    /// <param name="job">What was asked for.</param>
    /// <param name="outline">Title, introduction and headings.</param>
    /// <param name="texts">One text per section of the outline, as the model wrote it.</param>
    /// <param name="sources">Pages to name.</param>
    /// <param name="grounded">Whether a search stood behind the research.</param>
    /// <returns>The article, or null when a section has no text once it is cleaned.</returns>
    public static Article? Compose(ArticleJob job, Outline outline, IReadOnlyList<string> texts, IReadOnlyList<ArticleSource> sources, bool grounded)
    {
        var sections = outline.Sections.Zip(texts, (section, text) => (section.Heading, Text: MarkdownCleaner.Clean(text, section.Heading))).ToList();
        if (sections.Exists(section => section.Text.Length == 0)) return null;

        var body = new StringBuilder().Append("# ").Append(MarkdownText.Escape(outline.Title)).Append("\n\n");
        if (MarkdownCleaner.Clean(outline.Introduction, outline.Title) is { Length: > 0 } introduction) body.Append(introduction).Append("\n\n");
        foreach (var (heading, text) in sections) body.Append("## ").Append(MarkdownText.Escape(heading)).Append("\n\n").Append(text).Append("\n\n");
        var words = MarkdownText.CountWords(body.ToString());
        AppendSources(body, sources);

        return new Article
        {
            ArticleId = job.ArticleId,
            Title = outline.Title,
            Slug = Slug.Of(outline.Title, otherwise: job.ArticleId.ToString()),
            Markdown = body.ToString().TrimEnd('\n') + "\n",
            WordCount = words,
            Sections = [.. sections.Select(section => new ArticleSection(section.Heading, MarkdownText.CountWords(section.Text)))],
            Sources = sources,
            Grounded = grounded,
        };
    }

    private static void AppendSources(StringBuilder body, IReadOnlyList<ArticleSource> sources)
    {
        if (sources.Count == 0) return;
        body.Append("## Sources\n\n");
        for (var i = 0; i < sources.Count; i++)
        {
            var url = sources[i].Url.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);
            body.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1}. [{MarkdownText.Escape(sources[i].Title)}]({url})\n");
        }
    }
}
