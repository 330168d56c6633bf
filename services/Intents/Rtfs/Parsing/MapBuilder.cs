using System.Collections.Immutable;
using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.Parsing;

/// <summary>Makes a map of the forms between braces.</summary>
internal static class MapBuilder
{
    public static RtfsForm? Build(IReadOnlyList<RtfsForm> items, SourcePosition at, out RtfsError? error)
    {
        var entries = ImmutableArray.CreateBuilder<MapFormEntry>();
        var seen = new HashSet<RtfsForm>();
        error = null;
        for (var i = 0; i < items.Count; i += 2)
        {
            if (items[i] is not LiteralForm { Value: KeywordValue or StringValue or IntegerValue } key)
                error = Wrong($"expected a keyword, a string or an integer as key of the map at {at}, got {FormPrinter.Describe(items[i])}", items[i]);
            else if (i + 1 == items.Count)
                error = Wrong($"expected a value for the key {FormPrinter.Describe(key)} of the map at {at}, got '}}'", key);
            else if (!seen.Add(key))
                error = Wrong($"expected every key of the map at {at} once, got {FormPrinter.Describe(key)} again", key);
            else
                entries.Add(new MapFormEntry(key, items[i + 1]));
            if (error is not null) return null;
        }

        return new MapForm(entries.ToImmutable());
    }

    private static RtfsError Wrong(string message, RtfsForm form) => new(RtfsErrorKind.Syntax, message, form.Span.At);
}
