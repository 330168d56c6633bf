using System.Text;
using IntentEngine.Cli.Demo.Report;
using IntentEngine.Client;
using IntentEngine.Client.Workflows;

namespace IntentEngine.Cli.Demo;

/// <summary>Writes each article's Markdown to <c>articles/</c> in the data folder.</summary>
internal sealed class ArticleFiles(IntentEngineClient client, string dataFolder)
{
    private const int LongestName = 80;

    /// <summary>Writes them; one for each approved subtopic.</summary>
    /// <exception cref="CommandException">One is missing, not completed or empty.</exception>
    public async Task<IReadOnlyList<WrittenArticle>> WriteAsync(Workflow workflow, CancellationToken cancel)
    {
        var listed = (await client.Articles.ListAsync(workflow.Id, cancel: cancel)).Items;
        var approved = workflow.Approvals.Single(approval => approval.ApprovalType == Approval.Subtopics).ApprovedItems.Count;
        if (listed.Count != approved) throw new CommandException($"{approved} subtopics were approved, but there are {listed.Count} articles.");

        var folder = Directory.CreateDirectory(Path.Combine(dataFolder, "articles")).FullName;
        var written = new List<WrittenArticle>();
        foreach (var entry in listed)
        {
            var article = await client.Articles.GetAsync(entry.Id, cancel);
            if (article.Status != "completed" || string.IsNullOrWhiteSpace(article.Markdown)) throw new CommandException($"Article '{article.Title}' is {article.Status}: {article.Error ?? "it has no text."}");
            var slug = Slug(article.Title);
            var path = Path.Combine(folder, $"{(slug.Length == 0 || written.Any(w => Path.GetFileNameWithoutExtension(w.Path) == slug) ? article.Id : slug)}.md");
            await File.WriteAllTextAsync(path, article.Markdown, cancel);
            written.Add(new WrittenArticle(article.Id, article.ArticleWorkflowId, article.Title, article.Keyword, article.Status, article.WordCount ?? 0, path));
        }

        return written;
    }

    /// <summary>Letters and digits of a title in lower case, hyphens between.</summary>
    internal static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var c in title.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c)) slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-') slug.Append('-');
        }

        return slug.ToString(0, Math.Min(slug.Length, LongestName)).Trim('-');
    }
}
