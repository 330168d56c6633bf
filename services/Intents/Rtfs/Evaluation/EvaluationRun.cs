using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using IntentEngine.Intents.Rtfs.Builtins;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>
/// One evaluation with its budget. Every method gives null after an error, and the first error is kept: without a value there is
/// nothing that could be taken for true.
/// </summary>
internal sealed class EvaluationRun(JsonMap context)
{
    private RtfsError? _error;
    private int _steps;
    private int _calls;

    /// <summary>The regular expressions used so far.</summary>
    public Patterns Patterns { get; } = new();

    /// <summary>The value, or the error that took its place.</summary>
    public RtfsResult Result(RtfsValue? value) => value is null ? RtfsResult.Of(_error!) : RtfsResult.Of(value);

    /// <summary>The value of a form. Null: an error.</summary>
    public RtfsValue? Evaluate(RtfsForm form, Scope scope)
    {
        if (!Charge(1, form.Span.At)) return null;
        return RuntimeHelpers.TryEnsureSufficientExecutionStack() ? EvaluateHere(form, scope) : EvaluateElsewhere(form, scope);
    }

    /// <summary>The values of several forms, from left to right. Null: an error.</summary>
    public RtfsValue[]? EvaluateAll(ReadOnlySpan<RtfsForm> forms, Scope scope)
    {
        var values = forms.IsEmpty ? [] : new RtfsValue[forms.Length];
        for (var i = 0; i < forms.Length; i++)
        {
            if (Evaluate(forms[i], scope) is not { } value) return null;
            values[i] = value;
        }

        return values;
    }

    /// <summary>The value of the last of several forms; nil without any. Null: an error.</summary>
    public RtfsValue? EvaluateBody(ReadOnlySpan<RtfsForm> body, Scope scope)
    {
        RtfsValue last = NilValue.Instance;
        foreach (var form in body)
        {
            if (Evaluate(form, scope) is not { } value) return null;
            last = value;
        }

        return last;
    }

    /// <summary>The value of a call. Null: an error.</summary>
    public RtfsValue? Apply(RtfsValue function, RtfsValue[] arguments, SourcePosition at) => !Charge(1, at) ? null : function switch
    {
        Builtin builtin => builtin.Call(this, arguments, at),
        Closure closure => Call(closure, arguments, at),
        KeywordValue keyword => Lookups.ByKeyword(new Call(this, keyword.ToString(), arguments, at), keyword),
        _ => Fail(RtfsErrorKind.NotCallable, $"expected a function or a keyword to call, got {function.TypeName} {function}", at),
    };

    /// <summary>Takes steps from the budget; false, with the error noted, when they are used up.</summary>
    public bool Charge(int steps, SourcePosition at)
    {
        _steps += steps;
        return _steps <= RtfsLimits.Steps
            || Fail(RtfsErrorKind.Limit, $"expected the evaluation to end within {RtfsLimits.Steps} steps; simplify the expression or judge less data", at) is not null;
    }

    /// <summary>Notes an error, unless there is one, and gives null.</summary>
    public RtfsValue? Fail(RtfsErrorKind kind, string message, SourcePosition at)
    {
        _error ??= new RtfsError(kind, message, at);
        return null;
    }

    private RtfsValue? EvaluateHere(RtfsForm form, Scope scope) => form switch
    {
        LiteralForm literal => literal.Value,
        SymbolForm symbol => Find(symbol, scope),
        ListForm list => EvaluateList(list, scope),
        VectorForm vector => EvaluateAll(vector.Items.AsSpan(), scope) is { } items ? new SequenceValue([.. items]) : null,
        MapForm map => EvaluateMap(map, scope),
        _ => throw new ArgumentOutOfRangeException(nameof(form), form.GetType().Name, "Expected one of the five kinds of form."),
    };

    // The limits allow more nesting than the stack of some threads holds, and the outcome must not depend on the thread.
    private RtfsValue? EvaluateElsewhere(RtfsForm form, Scope scope) => FreshStack.Run(() => EvaluateHere(form, scope));

    private RtfsValue? EvaluateList(ListForm list, Scope scope)
    {
        if (list.Items.IsEmpty) return SequenceValue.EmptyList;
        if (list.Head is { } head && SpecialFormTable.Find(head) is { } special) return special(this, list, scope);
        if (Evaluate(list.Items[0], scope) is not { } function || EvaluateAll(list.Items.AsSpan()[1..], scope) is not { } arguments) return null;
        return Apply(function, arguments, list.Span.At);
    }

    private LiteralMap? EvaluateMap(MapForm map, Scope scope)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<RtfsValue, RtfsValue>>(map.Entries.Length);
        foreach (var (key, form) in map.Entries)
        {
            if (Evaluate(form, scope) is not { } value) return null;
            entries.Add(KeyValuePair.Create(key.Value, value));
        }

        return new LiteralMap(entries.MoveToImmutable());
    }

    private RtfsValue? Find(SymbolForm symbol, Scope scope) =>
        scope.Find(symbol.Name) ?? context.Find(symbol.Name) ?? BuiltinTable.Find(symbol.Name)
        ?? Fail(RtfsErrorKind.UndefinedSymbol, $"undefined symbol '{symbol.Name}': neither a local, nor in the context, nor a built-in function", symbol.Span.At);

    private RtfsValue? Call(Closure closure, RtfsValue[] arguments, SourcePosition at)
    {
        if (arguments.Length != closure.Parameters.Length)
            return Fail(RtfsErrorKind.Arity, $"expected {closure.Parameters.Length} arguments for this function, got {arguments.Length}", at);
        if (_calls == RtfsLimits.CallDepth)
            return Fail(RtfsErrorKind.Limit, $"expected at most {RtfsLimits.CallDepth} calls inside each other", at);
        var scope = closure.Scope;
        for (var i = 0; i < arguments.Length; i++) scope = scope.With(closure.Parameters[i], arguments[i]);
        _calls++;
        var value = EvaluateBody(closure.Body.AsSpan(), scope);
        _calls--;
        return value;
    }
}
