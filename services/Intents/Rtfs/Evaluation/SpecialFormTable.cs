using System.Collections.Frozen;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>The forms that decide themselves what is evaluated. The parser has checked their shape.</summary>
internal static class SpecialFormTable
{
    private static readonly FrozenDictionary<string, Func<EvaluationRun, ListForm, Scope, RtfsValue?>> Forms =
        new Dictionary<string, Func<EvaluationRun, ListForm, Scope, RtfsValue?>>
        {
            ["if"] = If,
            ["let"] = Let,
            ["do"] = (run, form, scope) => run.EvaluateBody(form.Items.AsSpan()[1..], scope),
            ["fn"] = (_, form, scope) => Closure.Of(form, scope),
            ["and"] = (run, form, scope) => FirstThat(truthy: false, BooleanValue.True, run, form, scope),
            ["or"] = (run, form, scope) => FirstThat(truthy: true, BooleanValue.False, run, form, scope),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Null: the word is none of a special form.</summary>
    public static Func<EvaluationRun, ListForm, Scope, RtfsValue?>? Find(string head) => Forms.GetValueOrDefault(head);

    private static RtfsValue? If(EvaluationRun run, ListForm form, Scope scope)
    {
        if (run.Evaluate(form.Items[1], scope) is not { } condition) return null;
        if (condition.IsTruthy) return run.Evaluate(form.Items[2], scope);
        return form.Items.Length == 4 ? run.Evaluate(form.Items[3], scope) : NilValue.Instance;
    }

    private static RtfsValue? Let(EvaluationRun run, ListForm form, Scope scope)
    {
        var bindings = ((VectorForm)form.Items[1]).Items;
        for (var i = 0; i < bindings.Length; i += 2)
        {
            if (run.Evaluate(bindings[i + 1], scope) is not { } value) return null;
            scope = scope.With(((SymbolForm)bindings[i]).Name, value);
        }

        return run.EvaluateBody(form.Items.AsSpan()[2..], scope);
    }

    // Stops at the deciding operand: (and (map? r) (> (get r :n) 5)) must not look into what is no map.
    private static RtfsValue? FirstThat(bool truthy, RtfsValue otherwise, EvaluationRun run, ListForm form, Scope scope)
    {
        var last = otherwise;
        foreach (var operand in form.Items.AsSpan()[1..])
        {
            if (run.Evaluate(operand, scope) is not { } value) return null;
            if (value.IsTruthy == truthy) return value;
            last = value;
        }

        return last;
    }
}
