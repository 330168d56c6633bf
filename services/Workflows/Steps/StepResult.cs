namespace IntentEngine.Workflows.Steps;

/// <summary>What came of running a step.</summary>
public abstract record StepResult
{
    private StepResult() { }

    /// <summary>The step's work is done.</summary>
    /// <param name="Output">Written as snake_case JSON to <c>output_data</c>.</param>
    /// <param name="CostUsd">What the providers charged, in US dollars.</param>
    public sealed record Completed(object Output, decimal CostUsd = 0) : StepResult;

    /// <summary>The step cannot start: something only a person can give is missing. It starts by itself once it is there.</summary>
    /// <param name="Reason">What is missing, in a sentence.</param>
    /// <param name="RequiredAction">What to do about it, in a sentence.</param>
    public sealed record Blocked(string Reason, string RequiredAction) : StepResult;

    /// <summary>The work goes to others as intents; the step completes when all of them are settled.</summary>
    /// <param name="Output">Known already, e.g. the ids of the articles to come.</param>
    /// <param name="Work">One intent each; at least one.</param>
    public sealed record Delegated(object Output, IReadOnlyList<DelegatedWork> Work) : StepResult;
}
