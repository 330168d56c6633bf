using System.Globalization;
using System.Text;
using IntentEngine.Workflows.Definitions;

namespace IntentEngine.Architecture.Docs;

/// <summary>A workflow definition as tables for people.</summary>
internal static class DefinitionTables
{
    public static string Steps(WorkflowDefinition definition)
    {
        var table = new StringBuilder("\n| step | waits for | retries | limit | output |\n|---|---|---|---|---|\n");
        foreach (var step in definition.Steps)
            table.Append(CultureInfo.InvariantCulture, $"| `{step.Name}` | {Approval(step)} | {Retries(step)} | {Limit(step)} | {(step.Artifact is null ? "" : $"`{step.Artifact}`")} |\n");
        return table.Append('\n').ToString();
    }

    public static string Gates(WorkflowDefinition definition)
    {
        var table = new StringBuilder("\n| gate | refuses | until | message |\n|---|---|---|---|\n");
        foreach (var gate in definition.Gates)
        {
            string[] reasons = [.. gate.RequiresOutputs.Select(step => $"step {step} has an output"), .. gate.RequiresApproval is { } type ? [$"`{type}` is approved"] : Array.Empty<string>()];
            table.Append(CultureInfo.InvariantCulture, $"| `{gate.Id}` | step {gate.BlocksFrom} and later | {string.Join(" and ", reasons)} | {gate.Message} |\n");
        }

        return table.Append('\n').ToString();
    }

    private static string Approval(StepDefinition step) => step switch
    {
        { Approval: null } => "",
        { Handler: null } => $"the decision `{step.Approval.Type}`, up to {step.Approval.Wait.TotalDays} days",
        _ => $"then approval of `{step.Approval.Type}`, up to {step.Approval.Wait.TotalDays} days",
    };

    private static string Retries(StepDefinition step) => step.Retry switch
    {
        _ when step.Handler is null => "",
        { MaxRetries: 0 } => "none",
        { Backoff: Backoff.None } => $"{step.Retry.MaxRetries}, at once",
        var rule => string.Create(CultureInfo.InvariantCulture, $"{rule.MaxRetries}, {(rule.Backoff == Backoff.Linear ? "linear" : "exponential")} from {rule.BaseDelay.TotalSeconds} s"),
    };

    private static string Limit(StepDefinition step) => step.Handler is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{step.TimeLimit.TotalMinutes} min");
}
