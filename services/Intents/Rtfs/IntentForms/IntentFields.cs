using System.Text;
using IntentEngine.Intents.Rtfs.Printing;
using IntentEngine.Intents.Rtfs.Syntax;
using IntentEngine.Intents.Rtfs.Values;

namespace IntentEngine.Intents.Rtfs.IntentForms;

/// <summary>Reads the values of an intent form's keys. Every method gives null after an error, and the error is kept.</summary>
internal sealed class IntentFields(string source)
{
    public RtfsError? Error { get; private set; }

    public IntentForm? Fail(string message, RtfsForm form)
    {
        Error ??= new RtfsError(RtfsErrorKind.Syntax, message, form.Span.At);
        return null;
    }

    /// <summary>The form's part of the source as an expression of its own, whose errors count lines and columns from its beginning, as they will once it is stored.</summary>
    public RtfsExpression? Expression(RtfsForm form)
    {
        if (RtfsExpression.TryParse(form.Span.Cut(source), out var expression, out var error)) return expression;
        Error ??= error;
        return null;
    }

    public string? Text(string key, RtfsForm form)
    {
        if (form is LiteralForm { Value: StringValue { Value: var text } } && !string.IsNullOrWhiteSpace(text)) return text;
        Fail($"expected a string that is not empty after :{key}, got {FormPrinter.Describe(form)}", form);
        return null;
    }

    public IReadOnlyDictionary<string, RtfsExpression>? Expressions(string key, RtfsForm form)
    {
        if (form is not MapForm map)
        {
            Fail($"expected a map after :{key}, got {FormPrinter.Describe(form)}", form);
            return null;
        }

        var expressions = new Dictionary<string, RtfsExpression>(StringComparer.Ordinal);
        foreach (var (name, value) in map.Entries)
        {
            var text = name.Value switch { KeywordValue keyword => keyword.Name, StringValue written => written.Value, _ => "" };
            if (string.IsNullOrWhiteSpace(text)) Fail($"expected a keyword or a string as name in :{key}, got {FormPrinter.Describe(name)}", name);
            else if (Expression(value) is { } expression && !expressions.TryAdd(text, expression)) Fail($"expected every name in :{key} once, got {text} again", name);
        }

        return Error is null ? expressions : null;
    }

    /// <summary>A name given as string, keyword or symbol, in any of the usual spellings: <c>:human-request</c>, <c>"HumanRequest"</c>, <c>human_request</c>.</summary>
    public T? OneOf<T>(string key, RtfsForm form)
        where T : struct, Enum
    {
        var written = form switch
        {
            LiteralForm { Value: StringValue text } => text.Value,
            LiteralForm { Value: KeywordValue keyword } => keyword.Name,
            SymbolForm symbol => symbol.Name,
            _ => "",
        };
        foreach (var value in Enum.GetValues<T>())
        {
            if (string.Equals(value.ToString(), Plain(written), StringComparison.OrdinalIgnoreCase)) return value;
        }

        Fail($"expected one of {string.Join(", ", Enum.GetNames<T>())} after :{key}, got {FormPrinter.Describe(form)}", form);
        return null;
    }

    public uint? Priority(RtfsForm form)
    {
        if (form is LiteralForm { Value: IntegerValue { Value: >= 0 and <= uint.MaxValue and var priority } }) return (uint)priority;
        Fail($"expected an integer from 0 to {uint.MaxValue} after :priority, got {FormPrinter.Describe(form)}", form);
        return null;
    }

    private static string Plain(string name) => new StringBuilder(name).Replace("-", "").Replace("_", "").ToString();
}
