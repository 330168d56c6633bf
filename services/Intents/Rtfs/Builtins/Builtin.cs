using IntentEngine.Intents.Rtfs.Evaluation;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>A built-in function.</summary>
/// <param name="Name">As it is written.</param>
/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments; <see cref="int.MaxValue"/>: any number.</param>
/// <param name="Body">Its value, or null after an error.</param>
internal sealed record Builtin(string Name, int Least, int Most, Func<Call, RtfsValue?> Body) : FunctionValue
{
    public RtfsValue? Call(EvaluationRun run, RtfsValue[] arguments, SourcePosition at) => arguments.Length < Least || arguments.Length > Most
        ? run.Fail(RtfsErrorKind.Arity, $"{Name} expects {Arity()}, got {arguments.Length}", at)
        : Body(new Call(run, Name, arguments, at));

    private string Arity() => (Least, Most) switch
    {
        (_, int.MaxValue) => $"at least {Plural(Least)}",
        _ when Least == Most => $"exactly {Plural(Least)}",
        _ => $"{Least} to {Plural(Most)}",
    };

    private static string Plural(int count) => count == 1 ? "1 argument" : $"{count} arguments";
}
