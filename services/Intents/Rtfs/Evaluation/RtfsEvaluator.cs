using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>
/// Evaluates forms (rules: spec semantics §1.11). Pure and deterministic: no clock, no I/O, no state; only the time limits of regular
/// expressions depend on the machine. Total: ends within <see cref="RtfsLimits"/> and never throws for what an expression or its
/// context holds.
/// </summary>
internal static class RtfsEvaluator
{
    /// <summary>Evaluates a form.</summary>
    /// <param name="form">A form that was parsed.</param>
    /// <param name="context">The variables it sees.</param>
    public static RtfsResult Evaluate(RtfsForm form, JsonMap context)
    {
        var run = new EvaluationRun(context);
        return run.Result(run.Evaluate(form, Scope.Empty));
    }

    /// <summary>Evaluates a form and, when that gives a function, calls it with one argument.</summary>
    public static RtfsResult EvaluateAndApply(RtfsForm form, JsonMap context, RtfsValue argument)
    {
        var run = new EvaluationRun(context);
        var value = run.Evaluate(form, Scope.Empty);
        return run.Result(value is FunctionValue function ? run.Apply(function, [argument], form.Span.At) : value);
    }
}
