using IntentEngine.Contracts;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Filtering;
using IntentEngine.Workflows.ProviderCalls;

namespace IntentEngine.Workflows.Subtopics;

/// <summary>Keeps the subtopics distinct: within a cluster and across clusters no two titles are 0.85 alike or more (seed 004, step 7).</summary>
/// <remarks>Titles are compared, not keywords: two articles may serve one keyword from different angles.</remarks>
internal sealed class SubtopicSelection(Guid workflowId)
{
    /// <summary>Fewest subtopics of a cluster.</summary>
    public const int Fewest = 3;

    /// <summary>Most subtopics of a cluster.</summary>
    public const int Most = 5;

    private const double SameTitle = 0.85;

    private readonly List<string> normalizedTitles = [];

    /// <summary>Those ideas that differ from everything taken so far and from each other; at most <paramref name="room"/>. They count as taken from now on.</summary>
    public List<Subtopic> Take(TopicCluster cluster, IEnumerable<SubtopicIdea> ideas, int room)
    {
        var taken = new List<Subtopic>();
        foreach (var idea in ideas)
        {
            if (taken.Count == room) break;
            var title = ModelText.Line(idea.Title, 200);
            var normalized = KeywordForm.Normalize(title);
            if (normalized.Length == 0 || normalizedTitles.Any(other => TextSimilarity.AtLeast(other, normalized, SameTitle))) continue;

            normalizedTitles.Add(normalized);
            taken.Add(Make(cluster, title, normalized, idea));
        }

        return taken;
    }

    /// <summary>Gives titles back, so that another cluster may use them.</summary>
    public void Return(IEnumerable<Subtopic> subtopics)
    {
        foreach (var subtopic in subtopics) normalizedTitles.Remove(KeywordForm.Normalize(subtopic.Title));
    }

    private Subtopic Make(TopicCluster cluster, string title, string normalized, SubtopicIdea idea) => new()
    {
        Id = NameBasedGuid.Create(workflowId, $"subtopic:{cluster.HubKeyword}:{normalized}"),
        HubKeyword = cluster.HubKeyword,
        Title = title,
        Keyword = KeywordForm.Key(ModelText.Line(idea.Keyword, 100)) is { Length: > 0 } keyword ? keyword : cluster.HubKeyword,
        Angle = ModelText.Line(idea.Angle, 500),
        Spokes = [.. cluster.Spokes.Select(spoke => spoke.Keyword)],
    };
}
