using IntentEngine.Providers;
using IntentEngine.Providers.LanguageModel;
using IntentEngine.Workflows.Clustering;
using IntentEngine.Workflows.Icp;
using IntentEngine.Workflows.ProviderCalls;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Subtopics;

/// <summary>Step 7: three to five subtopics for each valid cluster. A cluster that fails is reported; all failing fails the step.</summary>
internal sealed class SubtopicsHandler(ILanguageModel model) : IStepHandler
{
    private const int Parallelism = 4;

    public static string Name => "content.subtopics";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var icp = await context.Output<IcpDocument>(1, cancel);
        var clusters = (await context.Output<ClusteredTopics>(6, cancel)).Clusters.Where(cluster => cluster.Valid).ToList();
        if (clusters.Count == 0) throw new StepException("no_clusters", "No valid cluster is there to plan subtopics for. Run step 6 with a lower threshold.");

        var cost = new CostMeter();
        var asked = await Attempts.Run(clusters, Parallelism, cost, (cluster, token) => Ask(cluster, icp, [], cost, token), cancel);

        // In the order of the clusters, whichever answer came first: the hub with more demand keeps a contested title.
        var selection = new SubtopicSelection(context.WorkflowId);
        var subtopics = new List<Subtopic>();
        var failures = new List<(TopicCluster Cluster, ProviderException Reason)>();
        foreach (var attempt in asked)
        {
            var (kept, failure) = attempt.Failure is null
                ? await Settle(attempt.Item, attempt.Result!, icp, selection, [.. subtopics.Select(s => s.Title)], cost, cancel)
                : ([], attempt.Failure);
            subtopics.AddRange(kept);
            if (failure is not null) failures.Add((attempt.Item, failure));
        }

        if (subtopics.Count == 0) throw Attempts.AllFailed([.. failures.Select(f => f.Reason)], "All clusters failed", cost);
        return new StepResult.Completed(new SubtopicPlan(subtopics, [.. failures.Select(f => new FailedCluster(f.Cluster.HubKeyword, f.Reason.Message))]), cost.Total);
    }

    // Too few distinct ones left: one further question that names the titles already taken.
    private async Task<(IReadOnlyList<Subtopic> Kept, ProviderException? Failure)> Settle(
        TopicCluster cluster, IReadOnlyList<SubtopicIdea> ideas, IcpDocument icp, SubtopicSelection selection, IReadOnlyList<string> taken, CostMeter cost, CancellationToken cancel)
    {
        var kept = selection.Take(cluster, ideas, SubtopicSelection.Most);
        if (kept.Count >= SubtopicSelection.Fewest) return (kept, null);

        var again = (await Attempts.Run([cluster], 1, cost, (c, token) => Ask(c, icp, [.. taken, .. kept.Select(s => s.Title)], cost, token), cancel))[0];
        if (again.Failure is null) kept.AddRange(selection.Take(cluster, again.Result!, SubtopicSelection.Most - kept.Count));
        if (kept.Count >= SubtopicSelection.Fewest) return (kept, null);

        selection.Return(kept);
        return ([], again.Failure ?? new ProviderException(ProviderErrorType.ValidationError,
            $"Only {kept.Count} distinct subtopics came back for '{cluster.HubKeyword}', {SubtopicSelection.Fewest} are needed."));
    }

    private async Task<IReadOnlyList<SubtopicIdea>> Ask(TopicCluster cluster, IcpDocument icp, IReadOnlyCollection<string> taken, CostMeter cost, CancellationToken cancel) =>
        (await model.Ask<SubtopicAnswer>(SubtopicPrompt.For(cluster, icp, taken), cost, cancel)).Value.Subtopics;
}
