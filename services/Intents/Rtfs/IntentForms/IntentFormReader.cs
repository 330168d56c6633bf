using System.Diagnostics.CodeAnalysis;
using IntentEngine.Intents.Rtfs.Parsing;
using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.IntentForms;

/// <summary>Reads <c>(intent "name" :key value …)</c> or <c>(ccos/intent …)</c>, strictly (spec semantics §1.10): one form, every key known and once, a goal.</summary>
internal static class IntentFormReader
{
    /// <summary>Reads the one intent a source holds.</summary>
    public static bool TryRead(string source, [NotNullWhen(true)] out IntentForm? intent, [NotNullWhen(false)] out RtfsError? error)
    {
        intent = null;
        if (!RtfsParser.TryParse(source, out var form, out error)) return false;
        var fields = new IntentFields(source);
        intent = Read(fields, source, form);
        error = fields.Error;
        return intent is not null;
    }

    private static IntentForm? Read(IntentFields fields, string source, RtfsForm form)
    {
        if (form is not ListForm { Head: "intent" or "ccos/intent" } list)
            return fields.Fail($"expected (intent \"name\" :goal \"…\" …), got {FormPrinter.Describe(form)}", form);
        if (list.Items.Length < 2 || NameOf(list.Items[1]) is not { } name)
            return fields.Fail("expected the intent's name, a string or symbol, after 'intent'" + (list.Items.Length < 2 ? ", got ')'" : $", got {FormPrinter.Describe(list.Items[1])}"), list.Items.ElementAtOrDefault(1) ?? list);

        var intent = new IntentForm { Source = source, Name = name, Goal = "" };
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 2; i < list.Items.Length; i += 2)
        {
            var key = list.Items[i];
            if (key is not LiteralForm { Value: KeywordValue { Name: var keyName } }) return fields.Fail($"expected a key such as :goal, got {FormPrinter.Describe(key)}", key);
            if (!IntentKeys.All.TryGetValue(keyName, out var read)) return fields.Fail($"unknown key :{keyName}; expected one of {IntentKeys.Listed}", key);
            if (!seen.Add(keyName)) return fields.Fail($"expected every key once, got :{keyName} again", key);
            if (i + 1 == list.Items.Length) return fields.Fail($"expected a value after :{keyName}, got ')'", key);
            if (read(intent, list.Items[i + 1], fields) is not { } next) return null;
            intent = next;
        }

        return seen.Contains("goal") ? intent : fields.Fail("expected :goal, which every intent must have", list);
    }

    private static string? NameOf(RtfsForm form) => form switch
    {
        SymbolForm symbol => symbol.Name,
        LiteralForm { Value: StringValue { Value: var text } } when !string.IsNullOrWhiteSpace(text) => text,
        _ => null,
    };
}
