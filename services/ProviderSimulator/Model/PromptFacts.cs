using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace IntentEngine.ProviderSimulator.Model;

/// <summary>What a prompt says, by label: <c>Company: X</c> lines, bullet lists below a label, <c>&lt;tag&gt;</c> blocks and JSON objects inside it.</summary>
internal sealed partial class PromptFacts
{
    private static readonly string[] NamingMembers = ["keyword", "heading", "title", "text", "name", "url"];

    private readonly List<(string Label, List<string> Values)> facts = [];

    /// <summary>Reads a prompt of any wording.</summary>
    public PromptFacts(string prompt)
    {
        Prompt = prompt;
        var rest = JsonText().Replace(prompt, match =>
        {
            if (!TryParse(match.Value, out var node)) return match.Value;
            Collect("", node);
            return "";
        });
        ReadLines(rest);
        foreach (Match tag in Tag().Matches(rest))
            if (!tag.Groups["body"].Value.Contains('<')) Add(tag.Groups["name"].Value, Lines(tag.Groups["body"].Value));
    }

    /// <summary>The prompt itself.</summary>
    public string Prompt { get; }

    /// <summary>The first value whose label contains one of these words, in the words' order; null when there is none.</summary>
    public string? Value(params ReadOnlySpan<string> labels) => Values(labels).FirstOrDefault();

    /// <summary>All values under the first such label; a single line is split at commas and semicolons.</summary>
    public IReadOnlyList<string> List(params ReadOnlySpan<string> labels) => Values(labels) switch
    {
        [var one] when one.AsSpan().IndexOfAny(',', ';') >= 0 => [.. one.Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Clean)],
        var values => values,
    };

    private List<string> Values(ReadOnlySpan<string> labels)
    {
        foreach (var label in labels)
            foreach (var exact in new[] { true, false })
                foreach (var (name, values) in facts)
                    if (values.Count > 0 && (exact ? name == label : name.Contains(label, StringComparison.Ordinal))) return values;
        return [];
    }

    private void ReadLines(string text)
    {
        List<string>? open = null;
        foreach (var line in text.Split('\n'))
        {
            if (Bullet().Match(line) is { Success: true } bullet && open is not null)
            {
                open.Add(Clean(bullet.Groups["text"].Value));
                continue;
            }
            open = null;
            if (Label().Match(line) is not { Success: true } match) continue;
            var value = Clean(match.Groups["value"].Value);
            open = Add(match.Groups["label"].Value, value.Length > 0 ? [value] : []);
            if (value.Length > 0) open = null;
        }
    }

    private void Collect(string label, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject parent:
                foreach (var (name, child) in parent) Collect(name, child);
                break;
            case JsonArray list:
                Add(label, [.. list.Select(Name).OfType<string>()]);
                foreach (var child in list.OfType<JsonObject>()) Collect(label, child);
                break;
            case JsonValue value:
                Add(label, [Clean(value.ToString())]);
                break;
        }
    }

    /// <summary>An item of a list: itself, or the member that names it.</summary>
    private static string? Name(JsonNode? item) => item switch
    {
        JsonValue value => Clean(value.ToString()),
        JsonObject named => NamingMembers.Select(key => named[key]?.ToString()).FirstOrDefault(text => text is not null),
        _ => null,
    };

    private List<string> Add(string label, List<string> values)
    {
        facts.Add((label.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_'), values));
        return values;
    }

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Clean).Where(line => line.Length > 0)];

    private static string Clean(string text) => text.Trim().Trim('"', '\'', '-', '*', ' ', '“', '”').TrimEnd('.');

    private static bool TryParse(string text, out JsonNode? node)
    {
        try
        {
            node = JsonNode.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            node = null;
            return false;
        }
    }

    /// <summary>An object or array that starts a line or follows a blank, with its brackets balanced.</summary>
    [GeneratedRegex(@"\{(?>[^{}]|(?<open>\{)|(?<-open>\}))*(?(open)(?!))\}")]
    private static partial Regex JsonText();

    [GeneratedRegex(@"^\s*(?:[-*#]+\s*)?(?:\d+\.\s*)?(?<label>[A-Za-z][A-Za-z _'()-]{1,60}?)\s*:\s*(?<value>.*)$")]
    private static partial Regex Label();

    [GeneratedRegex(@"^\s*(?:[-*•]|\d+[.)])\s+(?<text>.+)$")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"<(?<name>[a-z_]+)>(?<body>.*?)</\k<name>>", RegexOptions.Singleline)]
    private static partial Regex Tag();
}
