using IntentEngine.Workflows.Filtering;
using IntentEngine.Workflows.Profiles;
using IntentEngine.Workflows.Steps;
using Microsoft.Extensions.Options;

namespace IntentEngine.Workflows.Clustering;

/// <summary>Step 6: groups what is left into hubs with spokes. Asks nobody, costs nothing.</summary>
internal sealed class ClusteringHandler(ISimilarity similarity, IOptions<ClusteringOptions> configured) : IStepHandler
{
    private const int FewestKeywords = 3;

    public static string Name => "content.clustering";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var options = ManualInput.Read<ClusteringInput>(context)?.Over(configured.Value) ?? configured.Value;
        ManualInput.Refuse(context, options.Problem());

        var keywords = (await context.Output<FilteredKeywords>(5, cancel)).Keywords;
        if (keywords.Count < FewestKeywords)
        {
            throw new StepException("too_few_keywords",
                $"Clustering needs at least {FewestKeywords} keywords, and {keywords.Count} passed the filter. Run step 5 with a lower min_search_volume, or approve more seeds.");
        }

        var topics = TopicClusterer.Cluster(keywords.Select(k => new KeywordDemand(k.Keyword, k.Volume)), options, similarity);
        if (!topics.Clusters.Any(cluster => cluster.Valid))
        {
            throw new StepException("no_clusters",
                $"No hub found {options.MinSpokes} spokes among {keywords.Count} keywords at similarity {options.Threshold}. Run step 6 with a lower threshold, or approve more seeds.");
        }

        return new StepResult.Completed(topics);
    }
}
