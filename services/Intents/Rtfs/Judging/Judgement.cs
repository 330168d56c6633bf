namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>The outcome of one expression.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Message">Why, where it is <see cref="Outcome.Undetermined"/> (as <c>line:column: message</c>) or <see cref="Outcome.NotEvaluable"/>; else null.</param>
internal sealed record Judgement(Outcome Outcome, string? Message = null)
{
    public static readonly Judgement Satisfied = new(Outcome.Satisfied);
    public static readonly Judgement Violated = new(Outcome.Violated);

    public static Judgement Undetermined(string why) => new(Outcome.Undetermined, why);

    public static Judgement NotEvaluable(string why) => new(Outcome.NotEvaluable, why);
}
