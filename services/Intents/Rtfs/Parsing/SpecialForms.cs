using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>The shapes that <c>if let do fn and or</c> must have; a list that begins with one of these words is always that form.</summary>
internal static class SpecialForms
{
    /// <summary>Null when the list has the shape its first word asks for.</summary>
    public static RtfsError? Check(ListForm list, SourcePosition at)
    {
        var message = list.Head switch
        {
            "if" when list.Items.Length is not (3 or 4) => $"expected (if condition then) or (if condition then else), got {list.Items.Length - 1} forms after 'if'",
            "let" => CheckLet(list, ref at),
            "fn" => CheckFn(list, ref at),
            _ => null,
        };
        return message is null ? null : new RtfsError(RtfsErrorKind.Syntax, message, at);
    }

    private static string? CheckLet(ListForm list, ref SourcePosition at)
    {
        if (list.Items.Length < 3) return "expected (let [name value …] body …), got too few forms";
        if (list.Items[1] is not VectorForm bindings) return $"expected a vector of names and values after 'let', got {FormPrinter.Describe(list.Items[1])}";
        at = bindings.Span.At;
        if (bindings.Items.Length % 2 != 0) return $"expected a value for every name of 'let', got {bindings.Items.Length} forms";
        for (var i = 0; i < bindings.Items.Length; i += 2)
        {
            if (bindings.Items[i] is SymbolForm) continue;
            at = bindings.Items[i].Span.At;
            return $"expected a name, got {FormPrinter.Describe(bindings.Items[i])}";
        }

        return null;
    }

    private static string? CheckFn(ListForm list, ref SourcePosition at)
    {
        if (list.Items.Length < 3) return "expected (fn [name …] body …), got too few forms";
        if (list.Items[1] is not VectorForm parameters) return $"expected a vector of names after 'fn', got {FormPrinter.Describe(list.Items[1])}";
        var seen = new HashSet<RtfsForm>();
        foreach (var parameter in parameters.Items)
        {
            at = parameter.Span.At;
            if (parameter is not SymbolForm) return $"expected a name, got {FormPrinter.Describe(parameter)}";
            if (!seen.Add(parameter)) return $"expected every parameter once, got {FormPrinter.Describe(parameter)} again";
        }

        return null;
    }
}
