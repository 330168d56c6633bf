using System.Collections.Frozen;

namespace IntentEngine.Intents.Rtfs.Builtins;

/// <summary>All built-in functions by name.</summary>
internal static class BuiltinTable
{
    private static readonly FrozenDictionary<string, Builtin> Functions =
        new IEnumerable<Builtin>[] { Comparison.All, Arithmetic.All, Predicates.All, Lookups.All, Collections.All, HigherOrder.All, Strings.All, RegularExpressions.All }
            .SelectMany(f => f)
            .ToFrozenDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>Their names.</summary>
    public static IEnumerable<string> Names => Functions.Keys;

    /// <summary>Null: none of that name.</summary>
    public static Builtin? Find(string name) => Functions.GetValueOrDefault(name);
}
