using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.ContentStore;
using IntentEngine.Workflows.Steps;

namespace IntentEngine.Workflows.Parsing.Steps;

/// <summary>Step 0: takes the job in, checks it, and sees that the file is there and not too large. Reads nothing else and changes nothing: the source stays as it is.</summary>
internal sealed class LoadSourceHandler(IContentStore store, ParseLimits limits) : IStepHandler
{
    public static string Name => "parse.load";

    public async Task<StepResult> Run(StepContext context, CancellationToken cancel)
    {
        var job = Read(context.Input.Data);
        try
        {
            var plan = ParsePlan.Of(job);
            if (plan.Source.Size > limits.MaxSourceBytes) throw new ParseException($"Expected a file of at most {limits.MaxSourceBytes} bytes; came {plan.Source.Size}. Split it.");
            await using var content = await SourceBytes.Open(store, context.OrganizationId, plan.Source, cancel);
            return new StepResult.Completed(plan);
        }
        catch (ParseException refused)
        {
            throw new StepException("parse_error", refused.Message);
        }
    }

    private static ParseJob Read(JsonElement? data)
    {
        try
        {
            return data?.Deserialize<ParseJob>(ContractJson.Options) ?? throw Unfit("it is missing");
        }
        catch (JsonException e)
        {
            throw Unfit(e.Message);
        }
    }

    private static StepException Unfit(string why) => new("validation_error", $"The parse job in the workflow's data does not fit: {why}");
}
