namespace IntentEngine.Cli.Demo.Report;

/// <summary>An article and the file its text is in.</summary>
internal sealed record WrittenArticle(Guid Id, Guid? ArticleWorkflowId, string Title, string Keyword, string Status, int WordCount, string Path);
