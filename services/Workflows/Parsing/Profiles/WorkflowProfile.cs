using System.Text.Json;
using System.Text.RegularExpressions;
using IntentEngine.Workflows.Parsing.Sources;

namespace IntentEngine.Workflows.Parsing.Profiles;

/// <summary>A standard operating procedure: its steps in order. Records are steps.</summary>
/// <remarks>Steps are the items of numbered lists; without one, headings like «Step 2» or «2. Mix»; without these, the headings of the deepest level that has at least two.</remarks>
internal sealed partial class WorkflowProfile : IIngestionProfile
{
    private sealed record Step(string Title, string? Section, List<string> Details, List<string> Substeps);

    public string Name => "workflow";

    public int Write(Utf8JsonWriter json, SourceContent content, ParseOptions options)
    {
        var sections = Section.Of(content.Blocks);
        var steps = FromLists(sections);
        if (steps.Count == 0) steps = FromHeadings(sections);
        if (steps.Count == 0)
            throw new ParseException($"The profile workflow needs steps: a numbered list, or a heading for each; this {content.ParserType} file has neither. Choose unstructured for prose, or structured for tables.");
        json.WriteString("title", sections.FirstOrDefault(section => section.Level == 1)?.Heading);
        json.WriteStartArray("steps");
        for (var i = 0; i < steps.Count; i++) Write(json, steps[i], i + 1);
        json.WriteEndArray();
        return steps.Count;
    }

    // What follows an item, up to the next one or the next heading, tells how to do it.
    private static List<Step> FromLists(IReadOnlyList<Section> sections)
    {
        var steps = new List<Step>();
        foreach (var section in sections)
        {
            Step? current = null;
            foreach (var block in section.Blocks)
            {
                if (block is { Kind: BlockKind.ListItem, Level: 1, Ordered: true }) steps.Add(current = new Step(block.Text, section.Heading, [], []));
                else if (block is { Kind: BlockKind.ListItem, Level: > 1 }) current?.Substeps.Add(block.Text);
                else current?.Details.Add(block.Text);
            }
        }

        return steps;
    }

    private static List<Step> FromHeadings(IReadOnlyList<Section> sections)
    {
        var numbered = sections.Where(section => section.Heading is { } heading && Numbered().IsMatch(heading)).ToList();
        if (numbered.Count == 0)
        {
            var level = sections.Where(section => section.Heading is not null).GroupBy(section => section.Level).Where(group => group.Count() >= 2).Select(group => group.Key).DefaultIfEmpty(0).Max();
            numbered = [.. sections.Where(section => level > 0 && section.Level == level)];
        }

        return
        [
            .. numbered.Select(section => new Step(
                Numbered().Replace(section.Heading!, ""),
                section.Path.Count > 1 ? section.Path[^2] : null,
                [.. section.Blocks.Where(block => block.Kind != BlockKind.ListItem).Select(block => block.Text)],
                [.. section.Blocks.Where(block => block.Kind == BlockKind.ListItem).Select(block => block.Text)])),
        ];
    }

    private static void Write(Utf8JsonWriter json, Step step, int number)
    {
        json.WriteStartObject();
        json.WriteNumber("number", number);
        json.WriteString("title", step.Title);
        json.WriteString("section", step.Section);
        Write(json, "details", step.Details);
        Write(json, "substeps", step.Substeps);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, List<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    [GeneratedRegex(@"^(?:(?i:step)\s+\d{1,4}\s*[.:)–-]?|\d{1,4}[.)])\s+(?=\S)")]
    private static partial Regex Numbered();
}
