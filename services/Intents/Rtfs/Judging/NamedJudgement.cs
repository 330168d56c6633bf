namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>How one constraint or preference was judged.</summary>
/// <param name="Name">Its name in the intent.</param>
/// <param name="Judgement">The outcome.</param>
internal sealed record NamedJudgement(string Name, Judgement Judgement);
