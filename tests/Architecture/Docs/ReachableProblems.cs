using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;
using IntentEngine.Hosting.Failures;

namespace IntentEngine.Architecture.Docs;

/// <summary>Which problems a handler's code can answer: every call of <see cref="Problems"/> that it leads to, read from what was compiled.</summary>
/// <remarks>Calls through interfaces are not followed; what they answer has to be stated by a test of the route.</remarks>
internal static class ReachableProblems
{
    private static readonly Dictionary<string, int> Statuses = new()
    {
        [nameof(Problems.BadRequest)] = 400,
        [nameof(Problems.Unauthorized)] = 401,
        [nameof(Problems.Forbidden)] = 403,
        [nameof(Problems.NotFound)] = 404,
        [nameof(Problems.Conflict)] = 409,
        [nameof(Problems.TooLarge)] = 413,
        [nameof(Problems.UnsupportedMediaType)] = 415,
        [nameof(Problems.Unprocessable)] = 422,
        [nameof(Problems.Locked)] = 423,
        [nameof(Problems.TooManyRequests)] = 429,
        [nameof(Problems.Unavailable)] = 503,
    };

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IReadOnlySet<int> From(MethodBase handler)
    {
        var reached = new SortedSet<int>();
        var seen = new HashSet<MethodBase>();
        var open = new Stack<MethodBase>([handler]);
        while (open.TryPop(out var method))
        {
            if (!seen.Add(method)) continue;
            if (method.DeclaringType == typeof(Problems) && Statuses.TryGetValue(method.Name, out var status)) reached.Add(status);
            else if (IsOurs(method)) foreach (var called in Bodies(method).SelectMany(Calls)) open.Push(called);
        }

        return reached;
    }

    private static bool IsOurs(MethodBase method) => method.Module.Assembly.GetName().Name!.StartsWith("IntentEngine.", StringComparison.Ordinal);

    // An async method's code is in its state machine.
    private static IEnumerable<MethodBase> Bodies(MethodBase method) =>
        method.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType.GetMethod("MoveNext", BindingFlags.Instance | BindingFlags.NonPublic) is { } moveNext ? [method, moveNext] : [method];

    private static IEnumerable<MethodBase> Calls(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? (short)(0xFE00 | code[at + 1]) : code[at];
            var operation = OpCodesByValue[value];
            at += operation.Size;
            if (operation.OperandType == OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(code, at), typeArguments, methodArguments) is { } called) yield return called;
            at += operation.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }
}
