using IntentEngine.Workflows.Icp;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>The part of a job that a model may see: no ids.</summary>
internal sealed record ArticleBrief(string Title, string Keyword, string? Angle, string? HubKeyword, IReadOnlyList<string> Spokes, IcpSummary? Icp, IReadOnlyList<string> Competitors)
{
    public static ArticleBrief Of(ArticleJob job) => new(job.Title, job.Keyword, job.Angle, job.HubKeyword, job.Spokes, job.Icp, job.Competitors);
}
