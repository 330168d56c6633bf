namespace IntentEngine.Intents.Rtfs;

/// <summary>Why an expression has no value.</summary>
internal enum RtfsErrorKind
{
    /// <summary>The text is not an expression.</summary>
    Syntax,

    /// <summary>A name that is neither a local, nor in the context, nor built in.</summary>
    UndefinedSymbol,

    /// <summary>A function was given a kind of value it does not take.</summary>
    Type,

    /// <summary>A function was given too few or too many arguments.</summary>
    Arity,

    /// <summary>Something that is not a function was called.</summary>
    NotCallable,

    /// <summary>Division by zero, or an integer beyond 64 bits.</summary>
    Arithmetic,

    /// <summary>An index outside a vector, or a broken regular expression.</summary>
    Argument,

    /// <summary>One of <see cref="RtfsLimits"/> was reached.</summary>
    Limit,

    /// <summary>The values to judge against could not be read.</summary>
    Context,
}
