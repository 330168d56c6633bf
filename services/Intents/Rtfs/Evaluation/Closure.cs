using System.Collections.Immutable;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Evaluation;

/// <summary>A function made by <c>fn</c>, with the locals it was made in.</summary>
internal sealed record Closure(ImmutableArray<string> Parameters, ImmutableArray<RtfsForm> Body, Scope Scope) : FunctionValue
{
    /// <summary>The function of a form <c>(fn [name …] body …)</c> whose shape the parser has checked.</summary>
    public static Closure Of(ListForm form, Scope scope) =>
        new([.. ((VectorForm)form.Items[1]).Items.Select(p => ((SymbolForm)p).Name)], form.Items[2..], scope);
}
