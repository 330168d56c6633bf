using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Articles.Pipeline;

/// <summary>Article step 0: takes the job in and checks it, so that the later steps may rely on it.</summary>
internal sealed class LoadHandler : IStepHandler
{
    public static string Name => "article.load";

    public Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        if (context.Input.Data is not { } data) throw Unfit("it is missing");
        try
        {
            var job = data.Deserialize<ArticleJob>(ContractJson.Options) ?? throw Unfit("it is null");
            return job.Problem() is { } problem ? throw Unfit(problem) : Task.FromResult<StepResult>(new StepResult.Completed(job));
        }
        catch (JsonException e)
        {
            throw Unfit(e.Message);
        }
    }

    private static StepException Unfit(string why) => new("validation_error", $"The article job in the workflow's data does not fit: {why}");
}
