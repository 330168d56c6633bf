using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>One call of a built-in function: its arguments and the run it belongs to.</summary>
/// <param name="Run">Budget and errors.</param>
/// <param name="Name">The function's name, for messages.</param>
/// <param name="Arguments">As many as the function takes; checked.</param>
/// <param name="At">Where the call stands in the source.</param>
internal readonly record struct Call(EvaluationRun Run, string Name, RtfsValue[] Arguments, SourcePosition At)
{
    public int Count => Arguments.Length;

    public RtfsValue this[int index] => Arguments[index];

    /// <summary>An argument, or null when the call has fewer.</summary>
    public RtfsValue? Optional(int index) => index < Arguments.Length ? Arguments[index] : null;

    public RtfsValue? Fail(RtfsErrorKind kind, string message) => Run.Fail(kind, message, At);

    /// <summary>A type error: what the function takes, and what came.</summary>
    public RtfsValue? Expected(string what) =>
        Fail(RtfsErrorKind.Type, $"{Name} expects {what}, got {string.Join(", ", Arguments.Take(8).Select(a => a.TypeName))}");

    public bool Charge(int steps) => Run.Charge(steps, At);

    /// <summary>Takes the steps of reading or making that many characters.</summary>
    public bool ChargeText(int length) => Run.Charge(length / 256, At);

    public RtfsValue? Apply(RtfsValue function, params RtfsValue[] arguments) => Run.Apply(function, arguments, At);
}
