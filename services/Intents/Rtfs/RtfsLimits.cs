namespace IntentEngine.Intents.Rtfs;

/// <summary>What bounds every expression, so that judging one can neither hang nor exhaust a service (spec semantics §1.10).</summary>
internal static class RtfsLimits
{
    /// <summary>Longest source, in UTF-8 bytes.</summary>
    public const int SourceBytes = 16 * 1024;

    /// <summary>Deepest nesting of lists, vectors and maps in a source.</summary>
    public const int Nesting = 64;

    /// <summary>Steps of one evaluation: a form evaluated, a function called, an element visited or 256 characters read or made; a regular expression built is 100.</summary>
    public const int Steps = 10_000;

    /// <summary>Deepest nesting of calls of functions made by <c>fn</c>.</summary>
    public const int CallDepth = 128;

    /// <summary>Longest string a function may make, in UTF-8 bytes.</summary>
    public const int StringBytes = 64 * 1024;

    /// <summary>Deepest nesting of a value that is compared, printed or taken from JSON.</summary>
    public const int ValueNesting = 128;

    /// <summary>Longest regular expression, in characters.</summary>
    public const int PatternLength = 512;

    /// <summary>How long one match of a regular expression may take.</summary>
    public static readonly TimeSpan OneMatch = TimeSpan.FromMilliseconds(250);

    /// <summary>How long building and matching all regular expressions of one evaluation may take.</summary>
    public static readonly TimeSpan AllMatches = TimeSpan.FromSeconds(2);
}
