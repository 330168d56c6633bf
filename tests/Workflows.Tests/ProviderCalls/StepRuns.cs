using System.Text.Json;
using IntentEngine.Contracts;
using IntentEngine.Workflows.Steps;
using Shouldly;

namespace IntentEngine.Workflows.ProviderCalls;

/// <summary>Runs a handler and reads what it answers as a later step would: through JSON.</summary>
internal static class StepRuns
{
    public static Task<StepResult> RunOnce(this IStepHandler handler, StepContext context) => handler.Run(context, CancellationToken.None);

    public static async Task<(T Output, decimal Cost)> Completes<T>(this IStepHandler handler, StepContext context)
    {
        var completed = (await handler.RunOnce(context)).ShouldBeOfType<StepResult.Completed>();
        var json = JsonSerializer.Serialize(completed.Output, completed.Output.GetType(), ContractJson.Options);
        return (JsonSerializer.Deserialize<T>(json, ContractJson.Options)!, completed.CostUsd);
    }
}
