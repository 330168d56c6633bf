using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>Judges one expression (spec semantics §1.11). Never throws for what the expression or the context holds.</summary>
internal static class ExpressionJudge
{
    /// <summary>
    /// A constraint or preference: a list is a predicate, and when it gives a function of one parameter, that gets all variables as one map;
    /// anything else is a declared value, which is not judged here.
    /// </summary>
    public static Judgement Rule(string source, JudgingContext context) => Judge(source, form => form is ListForm
        ? Outcome(RtfsEvaluator.EvaluateAndApply(form, context.Variables, context.Variables))
        : Judgement.NotEvaluable("a declared value, not a predicate"));

    /// <summary>
    /// Success criteria: absent is satisfied; a list, a symbol or a boolean is evaluated, and when that gives a function, it gets the
    /// execution's result; any other literal is a description.
    /// </summary>
    public static Judgement Criteria(string? source, JudgingContext context) => source is null ? Judgement.Satisfied : Judge(source, form =>
        form is ListForm or SymbolForm or LiteralForm { Value: BooleanValue }
            ? Outcome(RtfsEvaluator.EvaluateAndApply(form, context.Variables, context.Result))
            : Judgement.NotEvaluable("a description, not an expression; success alone decides"));

    private static Judgement Judge(string source, Func<RtfsForm, Judgement> judge) =>
        RtfsExpression.TryParse(source, out var expression, out var error) ? judge(expression.Form) : Judgement.Undetermined(error.ToString());

    private static Judgement Outcome(RtfsResult result) => result switch
    {
        { HasValue: false } => Judgement.Undetermined(result.Error.ToString()),
        // A function is truthy, but nobody has asked it yet.
        { Value: FunctionValue } => Judgement.Undetermined("expected true or false, got a function that gives a function"),
        { Value.IsTruthy: true } => Judgement.Satisfied,
        _ => Judgement.Violated,
    };
}
