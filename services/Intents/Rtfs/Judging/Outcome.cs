namespace IntentEngine.Intents.Rtfs.Judging;

/// <summary>What judging one expression came to (spec semantics §1.11). An error is never <see cref="Satisfied"/>.</summary>
internal enum Outcome
{
    /// <summary>The expression is truthy: anything but nil and false.</summary>
    Satisfied,

    /// <summary>The expression is nil or false.</summary>
    Violated,

    /// <summary>It could not be judged: an error in it, or something it needs is missing.</summary>
    Undetermined,

    /// <summary>There is nothing to judge: a description or a declared value.</summary>
    NotEvaluable,
}
