using IntentEngine.Cli.Demo.Output;
using IntentEngine.Client;
using IntentEngine.Client.Articles;
using IntentEngine.Client.Workflows;
using Spectre.Console;

namespace IntentEngine.Cli.Demo;

/// <summary>Follows a workflow and tells what it does, until it is where it should be.</summary>
/// <param name="client">The engine.</param>
/// <param name="console">Takes a line for each step and article that is done.</param>
/// <param name="clock">Measures pauses.</param>
/// <param name="patience">How long nothing may happen.</param>
internal sealed class WorkflowWatch(IntentEngineClient client, IAnsiConsole console, TimeProvider clock, TimeSpan patience)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<Guid> told = [];

    /// <summary>Returns when the workflow waits for this approval.</summary>
    public Task<Workflow> UntilAsync(Guid id, string approval, CancellationToken cancel) => Waiting.RunAsync(console, "starting", async say =>
    {
        var idle = new IdleTime(clock, patience);
        while (true)
        {
            var workflow = await client.Workflows.GetAsync(id, cancel);
            Tell(workflow, say);
            if (workflow.AwaitingApproval == approval && workflow.Phase == "awaiting_approval") return workflow;
            if (workflow.HasEnded) throw new CommandException($"The workflow is {workflow.Status} before it asked for approval of {approval}: {workflow.EndReason}");
            idle.Saw((workflow.UpdatedAt, workflow.Status), workflow);
            await Task.Delay(Look, clock, cancel);
        }
    });

    /// <summary>Returns when the workflow and all of its articles are completed.</summary>
    public Task<Workflow> UntilArticlesAsync(Guid id, CancellationToken cancel) => Waiting.RunAsync(console, "writing articles", async say =>
    {
        var idle = new IdleTime(clock, patience);
        while (true)
        {
            var workflow = await client.Workflows.GetAsync(id, cancel);
            var articles = (await client.Articles.ListAsync(id, cancel: cancel)).Items;
            Tell(articles, say);
            if (workflow.HasEnded)
            {
                Tell(workflow, say);
                return workflow.Status == "completed" ? workflow : throw new CommandException($"The workflow is {workflow.Status}: {workflow.EndReason}");
            }

            idle.Saw((workflow.UpdatedAt, articles.Sum(article => article.ProgressPercentage)), workflow);
            await Task.Delay(Look, clock, cancel);
        }
    });

    private void Tell(Workflow workflow, Action<string> say)
    {
        if (workflow.Phase == "blocked") throw new CommandException($"The workflow is blocked at {workflow.Status}: {workflow.BlockedReason} {workflow.RequiredAction}");
        foreach (var step in workflow.Steps.Where(step => step.Status == "completed" && told.Add(step.StepId)))
            Waiting.Line(console, step.StepName, step.DurationMs is { } ms ? $"{ms / 1000.0:0.0} s" : "", step.CostUsd is > 0 ? $"${step.CostUsd:0.000}" : "");
        if (workflow.CurrentStep is { } current) say(current.RetryCount > 0 ? $"{current.StepName}, retry {current.RetryCount} of {current.MaxRetries}: {current.ErrorMessage}" : current.StepName);
    }

    private void Tell(IReadOnlyList<Article> articles, Action<string> say)
    {
        foreach (var article in articles.Where(article => article.Status == "completed" && told.Add(article.Id)))
            Waiting.Line(console, $"article {told.Count(id => articles.Any(a => a.Id == id))} of {articles.Count}", $"{article.WordCount} words", article.Title);
        if (articles.Count > 0) say($"writing {articles.Count} articles, {articles.Average(article => article.ProgressPercentage):0} %");
    }
}
