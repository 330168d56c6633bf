namespace IntentEngine.Workflows.Steps;

/// <summary>A step failed for a reason of its own (not a provider's), e.g. every competitor was unknown.</summary>
/// <param name="errorType">Class in snake_case, e.g. <c>validation_error</c>.</param>
/// <param name="message">What was expected, what came, what to do.</param>
/// <param name="isTransient">Whether trying again later can help; default false.</param>
public sealed class StepException(string errorType, string message, bool isTransient = false) : Exception(message)
{
    /// <summary>Class of the failure in snake_case.</summary>
    public string ErrorType { get; } = errorType;

    /// <summary>Whether trying again later can help.</summary>
    public bool IsTransient { get; } = isTransient;
}
